import { signedInProcedure, router } from '#server/trpc/init.ts';
import {
  customerDto,
  customerPageDto,
  getCustomerInput,
  listCustomersInput,
  lockCustomerInput,
  unlockCustomerInput,
} from './schema.ts';
import { getCustomer } from './use-cases/get-customer.ts';
import { listCustomers } from './use-cases/list-customers.ts';
import { lockCustomer } from './use-cases/lock-customer.ts';
import { unlockCustomer } from './use-cases/unlock-customer.ts';

export const customerRouter = router({
  list: signedInProcedure
    .input(listCustomersInput)
    .output(customerPageDto)
    .query(({ ctx, input }) => listCustomers(ctx, input)),
  get: signedInProcedure
    .input(getCustomerInput)
    .output(customerDto)
    .query(({ ctx, input }) => getCustomer(ctx, input)),
  lock: signedInProcedure
    .input(lockCustomerInput)
    .output(customerDto)
    .mutation(({ ctx, input }) => lockCustomer(ctx, input)),
  unlock: signedInProcedure
    .input(unlockCustomerInput)
    .output(customerDto)
    .mutation(({ ctx, input }) => unlockCustomer(ctx, input)),
});

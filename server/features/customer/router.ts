import { signedInProcedure, router } from '#server/trpc/init.ts';
import {
  checkTakenInput,
  createCustomerInput,
  customerDto,
  customerPageDto,
  editCustomerInput,
  editOutcome,
  getCustomerInput,
  listCustomersInput,
  lockCustomerInput,
  takenDto,
  undoChangeInput,
  unlockCustomerInput,
} from './schema.ts';
import { checkTaken } from './use-cases/check-taken.ts';
import { createCustomer } from './use-cases/create-customer.ts';
import { editCustomer } from './use-cases/edit-customer.ts';
import { getCustomer } from './use-cases/get-customer.ts';
import { listCustomers } from './use-cases/list-customers.ts';
import { lockCustomer } from './use-cases/lock-customer.ts';
import { undoChange } from './use-cases/undo-change.ts';
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
  create: signedInProcedure
    .input(createCustomerInput)
    .output(customerDto)
    .mutation(({ ctx, input }) => createCustomer(ctx, input)),
  edit: signedInProcedure
    .input(editCustomerInput)
    .output(editOutcome)
    .mutation(({ ctx, input }) => editCustomer(ctx, input)),
  undo: signedInProcedure
    .input(undoChangeInput)
    .output(editOutcome)
    .mutation(({ ctx, input }) => undoChange(ctx, input)),
  checkTaken: signedInProcedure
    .input(checkTakenInput)
    .output(takenDto)
    .query(({ ctx, input }) => checkTaken(ctx, input)),
});

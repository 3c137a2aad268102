import { openProcedure, signedInProcedure, router } from '#server/trpc/init.ts';
import {
  checkTakenInput,
  choosePasswordInput,
  chosenPasswordDto,
  countCustomersInput,
  customerCountDto,
  customerMatchDto,
  findNeighboursInput,
  matchCustomersInput,
  neighboursDto,
  removeCustomerInput,
  removedCustomerDto,
  createCustomerInput,
  customerDto,
  customerLinkDto,
  customerPageDto,
  editCustomerInput,
  editOutcome,
  getCustomerInput,
  listCustomersInput,
  lockCustomerInput,
  readLinkInput,
  sendLinkInput,
  takenDto,
  undoChangeInput,
  unlockCustomerInput,
} from './schema.ts';
import { checkTaken } from './use-cases/check-taken.ts';
import { choosePassword } from './use-cases/choose-password.ts';
import { countCustomers } from './use-cases/count-customers.ts';
import { findNeighbours } from './use-cases/find-neighbours.ts';
import { matchCustomers } from './use-cases/match-customers.ts';
import { removeCustomer } from './use-cases/remove-customer.ts';
import { createCustomer } from './use-cases/create-customer.ts';
import { editCustomer } from './use-cases/edit-customer.ts';
import { getCustomer } from './use-cases/get-customer.ts';
import { listCustomers } from './use-cases/list-customers.ts';
import { lockCustomer } from './use-cases/lock-customer.ts';
import { readLink } from './use-cases/read-link.ts';
import { sendLink } from './use-cases/send-link.ts';
import { undoChange } from './use-cases/undo-change.ts';
import { unlockCustomer } from './use-cases/unlock-customer.ts';

export const customerRouter = router({
  list: signedInProcedure
    .input(listCustomersInput)
    .output(customerPageDto)
    .query(({ ctx, input }) => listCustomers(ctx, input)),
  count: signedInProcedure
    .input(countCustomersInput)
    .output(customerCountDto)
    .query(({ ctx, input }) => countCustomers(ctx, input)),
  match: signedInProcedure
    .input(matchCustomersInput)
    .output(customerMatchDto)
    .query(({ ctx, input }) => matchCustomers(ctx, input)),
  findNeighbours: signedInProcedure
    .input(findNeighboursInput)
    .output(neighboursDto)
    .query(({ ctx, input }) => findNeighbours(ctx, input)),
  remove: signedInProcedure
    .input(removeCustomerInput)
    .output(removedCustomerDto)
    .mutation(({ ctx, input }) => removeCustomer(ctx, input)),
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
  sendLink: signedInProcedure
    .input(sendLinkInput)
    .output(customerDto)
    .mutation(({ ctx, input }) => sendLink(ctx, input)),
  readLink: openProcedure
    .input(readLinkInput)
    .output(customerLinkDto)
    .query(({ ctx }) => readLink(ctx)),
  choosePassword: openProcedure
    .input(choosePasswordInput)
    .output(chosenPasswordDto)
    .mutation(({ ctx, input }) => choosePassword(ctx, input)),
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

import { signedInProcedure, router } from '#server/trpc/init.ts';
import {
  balanceSeriesDto,
  balanceSeriesInput,
  depositInput,
  listOperationsInput,
  operationPageDto,
  postedOperationDto,
  reverseOperationInput,
  withdrawInput,
} from './schema.ts';
import { deposit } from './use-cases/deposit.ts';
import { getBalanceSeries } from './use-cases/get-balance-series.ts';
import { listOperations } from './use-cases/list-operations.ts';
import { reverseOperation } from './use-cases/reverse-operation.ts';
import { withdraw } from './use-cases/withdraw.ts';

export const operationRouter = router({
  list: signedInProcedure
    .input(listOperationsInput)
    .output(operationPageDto)
    .query(({ ctx, input }) => listOperations(ctx, input)),
  balanceSeries: signedInProcedure
    .input(balanceSeriesInput)
    .output(balanceSeriesDto)
    .query(({ ctx, input }) => getBalanceSeries(ctx, input)),
  deposit: signedInProcedure
    .input(depositInput)
    .output(postedOperationDto)
    .mutation(({ ctx, input }) => deposit(ctx, input)),
  withdraw: signedInProcedure
    .input(withdrawInput)
    .output(postedOperationDto)
    .mutation(({ ctx, input }) => withdraw(ctx, input)),
  reverse: signedInProcedure
    .input(reverseOperationInput)
    .output(postedOperationDto)
    .mutation(({ ctx, input }) => reverseOperation(ctx, input)),
});

import { signedInProcedure, router } from '#server/trpc/init.ts';
import {
  batchDto,
  batchPageDto,
  batchRowPageDto,
  checkSelectionInput,
  getBatchInput,
  listBatchRowsInput,
  listBatchesInput,
  selectCustomersInput,
  selectionCheckDto,
  selectionDto,
  startBatchInput,
  stopBatchInput,
  undoBatchInput,
} from './schema.ts';
import { selectCustomers } from './use-cases/select-customers.ts';
import { checkSelection } from './use-cases/check-selection.ts';
import { startBatch } from './use-cases/start-batch.ts';
import { stopBatch } from './use-cases/stop-batch.ts';
import { undoBatch } from './use-cases/undo-batch.ts';
import { getBatch } from './use-cases/get-batch.ts';
import { listBatches } from './use-cases/list-batches.ts';
import { listBatchRows } from './use-cases/list-batch-rows.ts';

export const batchRouter = router({
  select: signedInProcedure
    .input(selectCustomersInput)
    .output(selectionDto)
    .mutation(({ ctx, input }) => selectCustomers(ctx, input)),
  check: signedInProcedure
    .input(checkSelectionInput)
    .output(selectionCheckDto)
    .query(({ ctx, input }) => checkSelection(ctx, input)),
  start: signedInProcedure
    .input(startBatchInput)
    .output(batchDto)
    .mutation(({ ctx, input }) => startBatch(ctx, input)),
  stop: signedInProcedure
    .input(stopBatchInput)
    .output(batchDto)
    .mutation(({ ctx, input }) => stopBatch(ctx, input)),
  undo: signedInProcedure
    .input(undoBatchInput)
    .output(batchDto)
    .mutation(({ ctx, input }) => undoBatch(ctx, input)),
  get: signedInProcedure
    .input(getBatchInput)
    .output(batchDto)
    .query(({ ctx, input }) => getBatch(ctx, input)),
  list: signedInProcedure
    .input(listBatchesInput)
    .output(batchPageDto)
    .query(({ ctx, input }) => listBatches(ctx, input)),
  listRows: signedInProcedure
    .input(listBatchRowsInput)
    .output(batchRowPageDto)
    .query(({ ctx, input }) => listBatchRows(ctx, input)),
});

import { z } from 'zod';
import { batchActions, batchOrder, batchReasons, batchVerdicts } from '#server/shared/batch.ts';
import { customerQuestion } from '#server/shared/customer-filter.ts';
import { rowNumber } from '#server/shared/row-number.ts';

/** Customers in one selection, and so in one run. */
export const selectionMax = 100_000;
/** Customers that the browser names one by one. */
export const namedMax = 1_000;

/** Notes whom one acts on, with the versions that stand now (or that the screen showed). */
export const selectCustomersInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('named'),
    rows: z
      .array(z.strictObject({ customerId: rowNumber, version: rowNumber }))
      .min(1)
      .max(namedMax),
  }),
  z.strictObject({ kind: z.literal('matching'), question: customerQuestion }),
]);
export type SelectCustomersInput = z.output<typeof selectCustomersInput>;
/** @throws SELECTION_TOO_LARGE beyond {@link selectionMax} */
export const selectionDto = z.object({ selectionId: rowNumber, total: z.number().int() });
export type SelectionDto = z.infer<typeof selectionDto>;

/** Who changed since the selection: looked at before anything runs. */
export const checkSelectionInput = z.strictObject({ selectionId: rowNumber });
export type CheckSelectionInput = z.infer<typeof checkSelectionInput>;
/** Listed at most; the number is exact. */
export const changedRowsMax = 200;
export const changedRowDto = z.object({
  customerId: rowNumber,
  login: z.string(),
  name: z.string(),
  seenVersion: z.number().int(),
  version: z.number().int(),
  /** The latest change. */
  by: z.object({ id: z.number().int(), name: z.string() }).nullable(),
  at: z.string(),
  /** Its event's type, for words. */
  type: z.string(),
});
export type ChangedRowDto = z.infer<typeof changedRowDto>;
export const selectionCheckDto = z.object({
  total: z.number().int(),
  changedCount: z.number().int(),
  /** By position, at most {@link changedRowsMax}. */
  changed: z.array(changedRowDto),
  /** Removed or no longer shown. */
  goneCount: z.number().int(),
});
export type SelectionCheckDto = z.infer<typeof selectionCheckDto>;

export const startBatchInput = z.strictObject({
  selectionId: rowNumber,
  order: batchOrder,
  /** Of what changed since: these versions were looked at and go along; the others are skipped. */
  included: z
    .array(z.strictObject({ customerId: rowNumber, version: rowNumber }))
    .max(changedRowsMax)
    .default([]),
  /** Removing is confirmed by typing how many (product 4.3). */
  typedTotal: z.number().int().min(0).max(selectionMax).optional(),
  mutationId: z.uuid(),
});
export type StartBatchInput = z.output<typeof startBatchInput>;

export const batchStates = ['waiting', 'running', 'finished', 'stopped'] as const;
export type BatchState = (typeof batchStates)[number];

const person = z.object({ id: z.number().int(), name: z.string() });

export const batchDto = z.object({
  id: rowNumber,
  version: z.number().int(),
  action: z.enum(batchActions),
  /** Of an undo: what it takes back. */
  undoes: z.object({ batchId: rowNumber, action: z.enum(batchActions) }).nullable(),
  undoneById: rowNumber.nullable(),
  reason: z.string().nullable(),
  tag: z.object({ id: z.number().int(), caption: z.string(), color: z.string() }).nullable(),
  state: z.enum(batchStates),
  total: z.number().int(),
  doneCount: z.number().int(),
  skippedCount: z.number().int(),
  failedCount: z.number().int(),
  author: person,
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  stoppedBy: person.nullable(),
});
export type BatchDto = z.infer<typeof batchDto>;

export const getBatchInput = z.strictObject({ batchId: rowNumber });
export type GetBatchInput = z.infer<typeof getBatchInput>;

/** Those that run, and the latest that ended; newest first. */
export const listBatchesInput = z.strictObject({ beforeId: rowNumber.optional() });
export type ListBatchesInput = z.infer<typeof listBatchesInput>;
export const batchesPageSize = 20;
export const batchPageDto = z.object({ rows: z.array(batchDto), hasMore: z.boolean() });
export type BatchPageDto = z.infer<typeof batchPageDto>;

export const listBatchRowsInput = z.strictObject({
  batchId: rowNumber,
  /** None = all, those that wait for their turn too. */
  verdict: z.enum(batchVerdicts).optional(),
  reason: z.enum(batchReasons).optional(),
  afterPosition: z.number().int().min(0).max(selectionMax).default(0),
});
export type ListBatchRowsInput = z.output<typeof listBatchRowsInput>;
export const batchRowsPageSize = 50;
export const batchRowDto = z.object({
  position: rowNumber,
  customerId: rowNumber,
  login: z.string(),
  verdict: z.enum(batchVerdicts).nullable(),
  reason: z.enum(batchReasons).nullable(),
});
export type BatchRowDto = z.infer<typeof batchRowDto>;
export const batchRowPageDto = z.object({ rows: z.array(batchRowDto), hasMore: z.boolean() });
export type BatchRowPageDto = z.infer<typeof batchRowPageDto>;

export const stopBatchInput = z.strictObject({
  batchId: rowNumber,
  mutationId: z.uuid().optional(),
});
export type StopBatchInput = z.infer<typeof stopBatchInput>;

/** Undo is offered for so long after the end (product 5.3). */
export const undoBatchMaxMs = 15 * 60_000;

/** Takes a finished or stopped run back, within 15 minutes of its end; removals stay. */
export const undoBatchInput = z.strictObject({ batchId: rowNumber, mutationId: z.uuid() });
export type UndoBatchInput = z.infer<typeof undoBatchInput>;

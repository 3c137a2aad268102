/**
 * When a run on many customers may be stopped and taken back, and what its parameters mean: values
 * in, values out. Invariants: what has ended stays ended; an undo is never undone. What happens to
 * customers is not known here.
 */
import { z } from 'zod';
import type { BatchAction, BatchChunk, BatchOrder, BatchTarget } from '#server/shared/batch.ts';
import { AppError } from '#server/shared/errors.ts';
import type { BatchDto, BatchState } from './schema.ts';
import { undoBatchMaxMs } from './schema.ts';

/** What a run keeps of its order, as it is shown. */
export const batchParams = z.object({
  reason: z.string().optional(),
  message: z.string().optional(),
  tag: z.object({ id: z.number().int(), caption: z.string(), color: z.string() }).optional(),
});
export type BatchParams = z.infer<typeof batchParams>;
type Tag = NonNullable<BatchParams['tag']>;

/** @param tag the one that the order names, if it names one */
export function paramsOf(order: BatchOrder, tag: Tag | null): BatchParams {
  if (order.action !== 'lock') return tag ? { tag } : {};
  const { reason, message } = order;
  return { reason, ...(message ? { message } : {}) };
}

export interface StoredRun {
  batchId: number;
  action: BatchAction;
  undoes: BatchAction | null;
  params: BatchParams;
}

/** What one chunk of a run is to do. */
export function chunkOf(
  { batchId, action, undoes, params }: StoredRun,
  targets: BatchTarget[],
): BatchChunk {
  if (action !== 'undo') return { batchId, order: orderOf(action, params), targets };
  if (undoes === null || undoes === 'undo') throw new AppError('BATCH_NOT_UNDOABLE');
  return { batchId, order: { action, undoes, tagId: params.tag?.id ?? null }, targets };
}

function orderOf(action: BatchOrder['action'], { reason, message, tag }: BatchParams): BatchOrder {
  switch (action) {
    case 'lock':
      return { action, reason: reason ?? '', ...(message === undefined ? {} : { message }) };
    case 'addTag':
    case 'removeTag':
      return { action, tagId: tag?.id ?? 0 };
    case 'unlock':
    case 'remove':
      return { action };
  }
}

export function hasEnded({ state }: { state: BatchState }): boolean {
  return state === 'finished' || state === 'stopped';
}

/** @throws BATCH_ENDED */
export function assertStoppable(batch: Pick<BatchDto, 'state'>): void {
  if (hasEnded(batch)) throw new AppError('BATCH_ENDED');
}

type Undone = Pick<BatchDto, 'state' | 'action' | 'finishedAt' | 'undoneById'>;

/** @throws BATCH_NOT_UNDOABLE, ALREADY_UNDONE, UNDO_EXPIRED */
export function assertUndoable(batch: Undone, now: Date): void {
  const isFinal = batch.action === 'remove' || batch.action === 'undo';
  if (isFinal || batch.finishedAt === null) throw new AppError('BATCH_NOT_UNDOABLE');
  if (batch.undoneById !== null) throw new AppError('ALREADY_UNDONE');
  const endedMs = now.getTime() - Date.parse(batch.finishedAt);
  if (endedMs > undoBatchMaxMs) throw new AppError('UNDO_EXPIRED');
}

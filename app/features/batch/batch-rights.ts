import { can } from '#server/features/batch/policy.ts';
import type { BatchDto } from '#server/features/batch/schema.ts';
import { undoMaxMs } from '#server/features/customer/schema.ts';
import type { Actor } from '#server/shared/actor.ts';
import type { BatchAction } from '#server/shared/batch.ts';
import { isRunning } from './batch-words.ts';

type Who = Pick<Actor, 'role' | 'userId'>;

/** What people order; an undo follows from one of them. */
export type OrderedAction = Exclude<BatchAction, 'undo'>;

export function mayStop(actor: Who, batch: BatchDto): boolean {
  return isRunning(batch) && can.stop(actor, batch);
}

/** Until when it can be taken back, in milliseconds; null when there is nothing to take back. */
export function undoUntil({ finishedAt, undoneById, doneCount }: BatchDto): number | null {
  if (finishedAt === null || undoneById !== null || doneCount === 0) return null;
  return Date.parse(finishedAt) + undoMaxMs;
}

export function mayUndo(actor: Who, batch: BatchDto, nowMs: number): boolean {
  const until = undoUntil(batch);
  return until !== null && nowMs < until && can.undo(actor, batch);
}

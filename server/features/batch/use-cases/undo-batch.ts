/**
 * Takes a run back within 15 minutes of its end, by a run of its own over what was done: compensating
 * events, so that history stays as it was. Invariants: a run is taken back at most once; what someone
 * changed since is not undone over.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { assertUndoable } from '../domain.ts';
import { can } from '../policy.ts';
import { findOwnBatch, getBatchRow } from '../repository/batches.ts';
import { copyDone, insertBatch, orderRun, setTotal } from '../repository/order.ts';
import { holdRun } from '../repository/run.ts';
import type { BatchDto, UndoBatchInput } from '../schema.ts';

/** @throws FORBIDDEN, BATCH_NOT_FOUND, BATCH_NOT_UNDOABLE, ALREADY_UNDONE, UNDO_EXPIRED */
export async function undoBatch(
  ctx: UseCaseContext,
  { batchId: undoesId, mutationId }: UndoBatchInput,
): Promise<BatchDto> {
  const { actor } = ctx;
  const { userId } = actor;
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  const batch = await inTransaction(ctx, async (tx) => {
    const scope = scopeFor(actor);
    const now = ctx.clock.now();
    await getBatchRow(tx, scope, undoesId);
    const { params } = await holdRun(tx, undoesId);
    const before = await findOwnBatch(tx, scope, { userId, mutationId });
    if (before) return before;
    const undone = await getBatchRow(tx, scope, undoesId);
    assertUndoable(undone, now);
    if (!can.undo(actor, undone)) throw new AppError('FORBIDDEN');
    const batchId = await insertBatch(tx, scope, {
      ...{ authorId: userId, action: 'undo', params, undoesId, total: 0, mutationId, now },
    });
    await setTotal(tx, batchId, await copyDone(tx, { batchId, undoesId }));
    await orderRun(tx, batchId);
    const data = await getBatchRow(tx, scope, batchId);
    await recordEvent(tx, {
      companyId: actor.companyId,
      type: 'batch.started',
      subject: { type: 'batch', id: batchId },
      version: data.version,
      authorId: userId,
      mutationId,
      data,
    });
    return data;
  });
  ctx.jobs.wake();
  return batch;
}

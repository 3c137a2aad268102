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
import { beginRun, copyDone, insertBatch } from '../repository/order.ts';
import { holdRun } from '../repository/run.ts';
import type { BatchDto, UndoBatchInput } from '../schema.ts';

/** @throws FORBIDDEN, BATCH_NOT_FOUND, BATCH_NOT_UNDOABLE, ALREADY_UNDONE, UNDO_EXPIRED */
export async function undoBatch(
  ctx: UseCaseContext,
  { batchId: undoesId, mutationId }: UndoBatchInput,
): Promise<BatchDto> {
  const { actor, db } = ctx;
  const { userId, companyId } = actor;
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  const scope = scopeFor(actor);
  await getBatchRow(db, scope, undoesId);
  const noted = await inTransaction(ctx, async (tx) => {
    const { params } = await holdRun(tx, undoesId);
    const before = await findOwnBatch(tx, scope, { userId, mutationId });
    if (before) return { ...before, positionMax: (await getBatchRow(tx, scope, undoesId)).total };
    const undone = await getBatchRow(tx, scope, undoesId);
    const now = ctx.clock.now();
    assertUndoable(undone, now);
    if (!can.undo(actor, undone)) throw new AppError('FORBIDDEN');
    const total = undone.doneCount;
    const order = { authorId: userId, action: 'undo', params, undoesId } as const;
    const id = await insertBatch(tx, scope, { ...order, total, mutationId, now });
    return { id, version: 0, positionMax: undone.total };
  });
  const batchId = noted.id;
  if (noted.version > 0) return getBatchRow(db, scope, batchId);
  await copyDone(db, { batchId, undoesId, positionMax: noted.positionMax });
  const batch = await inTransaction(ctx, async (tx) => {
    const isNew = await beginRun(tx, batchId);
    const data = await getBatchRow(tx, scope, batchId);
    if (!isNew) return data;
    await recordEvent(tx, {
      ...{ companyId, type: 'batch.started', subject: { type: 'batch', id: batchId } },
      ...{ version: data.version, authorId: userId, mutationId, data },
    });
    return data;
  });
  ctx.jobs.wake();
  return batch;
}

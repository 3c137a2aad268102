/**
 * Orders a run over a selection: the rows, the event and the job in one transaction, so that there is
 * either all of it or nothing. Invariant: one order starts one run, however often it is sent. What is
 * done to customers is judged when their turn comes, not here.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { paramsOf } from '../domain.ts';
import { can } from '../policy.ts';
import { findOwnBatch, getBatchRow } from '../repository/batches.ts';
import { copySelection, getTag, insertBatch, orderRun } from '../repository/order.ts';
import { deleteSelection, getSelection, holdSelection } from '../repository/selections.ts';
import type { BatchDto, StartBatchInput } from '../schema.ts';

/** @throws FORBIDDEN, SELECTION_NOT_FOUND, TAG_NOT_FOUND, INVALID_INPUT for another number typed */
export async function startBatch(
  ctx: UseCaseContext,
  { selectionId, order, included, typedTotal, mutationId }: StartBatchInput,
): Promise<BatchDto> {
  const { actor } = ctx;
  const { userId } = actor;
  if (!can.start(actor, order.action)) throw new AppError('FORBIDDEN');
  const batch = await inTransaction(ctx, async (tx) => {
    const scope = scopeFor(actor);
    await holdSelection(tx, { selectionId, userId });
    const before = await findOwnBatch(tx, scope, { userId, mutationId });
    if (before) return before;
    const { total } = await getSelection(tx, scope, { selectionId, userId });
    if (order.action === 'remove' && typedTotal !== total) {
      const issues = [{ path: 'typedTotal', code: 'mismatch' }];
      throw new AppError('INVALID_INPUT', {}, { issues });
    }
    const tag = 'tagId' in order ? await getTag(tx, scope, order.tagId) : null;
    const batchId = await insertBatch(tx, scope, {
      ...{ authorId: userId, action: order.action, params: paramsOf(order, tag) },
      ...{ undoesId: null, total, mutationId, now: ctx.clock.now() },
    });
    await copySelection(tx, { batchId, selectionId, included });
    await deleteSelection(tx, selectionId);
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

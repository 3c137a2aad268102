/**
 * Orders a run over a selection. Its rows are written down first, in pieces that nobody sees; then it
 * begins, with its event and its job, in one transaction: there is either all of it or nothing.
 * Invariant: one order starts one run, however often it is sent. What is done to customers is judged
 * when their turn comes, not here.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import type { Tx } from '#server/infra/db/client.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { paramsOf } from '../domain.ts';
import { can } from '../policy.ts';
import { findOwnBatch, getBatchRow } from '../repository/batches.ts';
import { beginRun, copySelection, getTag, insertBatch } from '../repository/order.ts';
import {
  deleteSelection,
  getSelection,
  holdSelection,
  useUpSelection,
} from '../repository/selections.ts';
import type { BatchDto, StartBatchInput } from '../schema.ts';

/** @throws FORBIDDEN, SELECTION_NOT_FOUND, TAG_NOT_FOUND, INVALID_INPUT for another number typed */
export async function startBatch(ctx: UseCaseContext, input: StartBatchInput): Promise<BatchDto> {
  const { actor, db } = ctx;
  const { selectionId, included } = input;
  if (!can.start(actor, input.order.action)) throw new AppError('FORBIDDEN');
  const { id: batchId, version, total } = await inTransaction(ctx, (tx) => note(tx, ctx, input));
  if (version > 0) return getBatchRow(db, scopeFor(actor), batchId);
  await copySelection(db, { batchId, selectionId, total, included });
  const batch = await inTransaction(ctx, (tx) => begin(tx, ctx, { ...input, batchId }));
  ctx.jobs.wake();
  await deleteSelection(db, selectionId);
  return batch;
}

/** Writes the order down where nobody sees it yet, or finds what the same order began before. */
async function note(
  tx: Tx,
  { actor, clock }: UseCaseContext,
  { selectionId, order, typedTotal, mutationId }: StartBatchInput,
): Promise<{ id: number; version: number; total: number }> {
  const { userId } = actor;
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
  const id = await insertBatch(tx, scope, {
    ...{ authorId: userId, action: order.action, params: paramsOf(order, tag) },
    ...{ undoesId: null, total, mutationId, now: clock.now() },
  });
  return { id, version: 0, total };
}

async function begin(
  tx: Tx,
  { actor }: UseCaseContext,
  { batchId, selectionId, mutationId }: StartBatchInput & { batchId: number },
): Promise<BatchDto> {
  const isNew = await beginRun(tx, batchId);
  const data = await getBatchRow(tx, scopeFor(actor), batchId);
  if (!isNew) return data;
  await useUpSelection(tx, selectionId);
  await recordEvent(tx, {
    companyId: actor.companyId,
    type: 'batch.started',
    subject: { type: 'batch', id: batchId },
    version: data.version,
    authorId: actor.userId,
    mutationId,
    data,
  });
  return data;
}

/**
 * Ends a run between two chunks: what had its turn stays done, the rest is skipped. It waits for the
 * chunk under way and for no more, and the job finds nothing left to do.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { assertStoppable } from '../domain.ts';
import { can } from '../policy.ts';
import { getBatchRow } from '../repository/batches.ts';
import { advanceRun, holdRun, judgeRest } from '../repository/run.ts';
import type { BatchDto, StopBatchInput } from '../schema.ts';

/** @throws FORBIDDEN, BATCH_NOT_FOUND, BATCH_ENDED */
export async function stopBatch(
  ctx: UseCaseContext,
  { batchId, mutationId }: StopBatchInput,
): Promise<BatchDto> {
  const { actor } = ctx;
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  return inTransaction(ctx, async (tx) => {
    const scope = scopeFor(actor);
    // Of this company, before anything of it is held.
    await getBatchRow(tx, scope, batchId);
    await holdRun(tx, batchId);
    const batch = await getBatchRow(tx, scope, batchId);
    if (!can.stop(actor, batch)) throw new AppError('FORBIDDEN');
    assertStoppable(batch);
    await judgeRest(tx, batchId, { verdict: 'skipped', reason: 'stopped' });
    await advanceRun(tx, batchId, { now: ctx.clock.now(), stoppedById: actor.userId });
    const data = await getBatchRow(tx, scope, batchId);
    await recordEvent(tx, {
      companyId: actor.companyId,
      type: 'batch.ended',
      subject: { type: 'batch', id: batchId },
      version: data.version,
      authorId: actor.userId,
      mutationId,
      data,
    });
    return data;
  });
}

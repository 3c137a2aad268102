/**
 * Ends a run between two chunks: what had its turn stays done, the rest is skipped. It waits for the
 * chunk under way and for no more; the wish is kept, so that the job ends the run if this is cut off.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { assertStoppable, hasEnded } from '../domain.ts';
import { can } from '../policy.ts';
import { getBatchRow } from '../repository/batches.ts';
import { recordStep } from '../repository/progress.ts';
import { holdRun, judgeRest, requestStop } from '../repository/run.ts';
import type { BatchDto, StopBatchInput } from '../schema.ts';

/** @throws FORBIDDEN, BATCH_NOT_FOUND, BATCH_ENDED */
export async function stopBatch(
  ctx: UseCaseContext,
  { batchId, mutationId }: StopBatchInput,
): Promise<BatchDto> {
  const { actor } = ctx;
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  const scope = scopeFor(actor);
  // Of this company, before anything of it is held.
  await getBatchRow(ctx.db, scope, batchId);
  await inTransaction(ctx, async (tx) => {
    await holdRun(tx, batchId);
    const batch = await getBatchRow(tx, scope, batchId);
    if (!can.stop(actor, batch)) throw new AppError('FORBIDDEN');
    assertStoppable(batch);
    await requestStop(tx, batchId, { userId: actor.userId, now: ctx.clock.now() });
  });
  for (;;) {
    const batch = await inTransaction(ctx, async (tx) => {
      const run = await holdRun(tx, batchId);
      // The job looks after the rest as well, if it comes first.
      if (hasEnded(run)) return getBatchRow(tx, scope, batchId);
      await judgeRest(tx, batchId, { verdict: 'skipped', reason: 'stopped' });
      const step = { now: ctx.clock.now(), authorId: actor.userId, mutationId };
      return recordStep(tx, run, step);
    });
    if (hasEnded(batch)) return batch;
  }
}

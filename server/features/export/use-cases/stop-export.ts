/**
 * Ends one's own export before it is ready and throws away what was written of it. The job finds out
 * by itself within a second; from here on nothing that it writes is taken.
 */
import { AppError } from '#server/shared/errors.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { getExportRow } from '../repository/exports.ts';
import { endExport } from '../repository/runs.ts';
import type { ExportDto, StopExportInput } from '../schema.ts';

/** @throws EXPORT_NOT_FOUND, also for another's; EXPORT_ENDED */
export async function stopExport(
  ctx: UseCaseContext,
  { exportId, mutationId }: StopExportInput,
): Promise<ExportDto> {
  const { userId } = ctx.actor;
  const now = ctx.clock.now();
  return inTransaction(ctx, async (tx) => {
    await getExportRow(tx, { exportId, userId, now });
    const ending = { exportId, runId: null, now, authorId: userId, mutationId };
    const isEnded = await endExport(tx, { ...ending, state: 'stopped' });
    if (!isEnded) throw new AppError('EXPORT_ENDED');
    return getExportRow(tx, { exportId, userId, now });
  });
}

/**
 * Lets the maker of a ready file have it, and notes that they did. The bytes are read by whoever
 * hands them over (`server/http/download.ts`); nobody else's file is ever found.
 */
import { AppError } from '#server/shared/errors.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { can } from '../policy.ts';
import { getExportRow, noteDownload } from '../repository/exports.ts';
import type { DownloadDto, GetExportInput } from '../schema.ts';

/** @throws FORBIDDEN, EXPORT_NOT_FOUND, also for one that isn't ready or whose time is over */
export async function downloadExport(
  ctx: UseCaseContext,
  { exportId }: GetExportInput,
): Promise<DownloadDto> {
  const { actor } = ctx;
  if (!can.take(actor)) throw new AppError('FORBIDDEN');
  const now = ctx.clock.now();
  return inTransaction(ctx, async (tx) => {
    const found = await getExportRow(tx, { exportId, userId: actor.userId, now });
    if (found.state !== 'ready') throw new AppError('EXPORT_NOT_FOUND');
    const version = await noteDownload(tx, { exportId, now });
    await recordEvent(tx, {
      companyId: actor.companyId,
      type: 'export.downloaded',
      subject: { type: 'export', id: exportId },
      version,
      authorId: actor.userId,
      data: { format: found.format, rowsCount: found.rowsDone },
    });
    return { fileName: found.fileName, bytes: found.bytes };
  });
}

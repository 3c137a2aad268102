/** One's own export; another's is not there. */
import type { UseCaseContext } from '#server/trpc/context.ts';
import { getExportRow } from '../repository/exports.ts';
import type { ExportDto, GetExportInput } from '../schema.ts';

/** @throws EXPORT_NOT_FOUND */
export async function getExport(
  { actor, db, clock }: UseCaseContext,
  { exportId }: GetExportInput,
): Promise<ExportDto> {
  return getExportRow(db, { exportId, userId: actor.userId, now: clock.now() });
}

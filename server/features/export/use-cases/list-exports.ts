/** One's own exports of the last day: what runs, what can be fetched, what became of the rest. */
import type { UseCaseContext } from '#server/trpc/context.ts';
import { listExportRows } from '../repository/exports.ts';
import type { ExportDto } from '../schema.ts';

export async function listExports({ actor, db, clock }: UseCaseContext): Promise<ExportDto[]> {
  return listExportRows(db, { userId: actor.userId, now: clock.now() });
}

/** What an hourly round does for exports. */
import type { TransactionContext } from '#server/infra/db/transaction.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { deletePieces } from '#server/infra/db/file-pieces.ts';
import { writeExportJob } from './job.ts';
import { endExport } from './runs.ts';

/** A job is ordered together with its export, so one without is young or was given up. */
const youngMs = 60_000;

/**
 * Throws away files whose time is over, and ends exports whose job was given up (a process that
 * died at the last try could not say so).
 */
export async function cleanExports(ctx: TransactionContext, now: Date): Promise<void> {
  const { db } = ctx;
  const over = await db.$queryRaw<{ id: number }[]>`
    UPDATE exports SET state = 'expired' WHERE state = 'ready' AND expires_at <= ${now}
    RETURNING id`;
  if (over.length > 0) {
    await deletePieces(
      db,
      over.map(({ id }) => id),
    );
  }
  const oldest = new Date(now.getTime() - youngMs);
  const given = await db.$queryRaw<{ id: number }[]>`
    SELECT e.id FROM exports e
    WHERE e.state IN ('waiting', 'running') AND e.created_at < ${oldest} AND NOT EXISTS (
      SELECT FROM background.jobs j WHERE j.name = ${writeExportJob.name}
        AND j.state IN ('waiting', 'running') AND (j.payload ->> 'exportId')::int = e.id)`;
  for (const { id } of given) {
    await inTransaction(ctx, (tx) =>
      endExport(tx, { exportId: id, runId: null, state: 'failed', now, authorId: null }),
    );
  }
}

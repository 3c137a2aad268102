/**
 * A try to write the file: it owns the export's row as long as the row names it. What ends an export
 * takes the name away, so a try that goes on in vain changes nothing any more.
 */
import { Prisma } from '#prisma/generated/client.ts';
import type { Scope } from '#server/shared/actor.ts';
import { scopeFor } from '#server/shared/actor.ts';
import type { ExportFormat } from '#server/shared/export-format.ts';
import type { Role } from '#server/shared/permissions.ts';
import type { Db, Tx } from '#server/infra/db/client.ts';
import { deletePieces } from '#server/infra/db/file-pieces.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { StoredOrder } from './exports.ts';

export interface Run {
  exportId: number;
  runId: string;
}

export interface BegunRun {
  format: ExportFormat;
  order: StoredOrder;
  userId: number;
  scope: Scope;
  timeZone: string;
}

/** Makes the try the one that writes, from the file's beginning; null when there is nothing to do. */
export async function beginRun(tx: Tx, { exportId, runId }: Run): Promise<BegunRun | null> {
  const { count } = await tx.export.updateMany({
    where: { id: exportId, state: { in: ['waiting', 'running'] } },
    data: { state: 'running', runId, rowsDone: 0, bytes: 0n },
  });
  if (count === 0) return null;
  await deletePieces(tx, [exportId]);
  const row = await tx.export.findUniqueOrThrow({
    where: { id: exportId },
    include: { company: { select: { timeZone: true } } },
  });
  const { format, companyId, authorId: userId, company } = row;
  const order = row.params as unknown as StoredOrder;
  return { format, order, userId, scope: scopeFor({ companyId }), timeZone: company.timeZone };
}

export interface Progress extends Run {
  rowsDone: number;
  bytes: number;
}

/** @returns whether the try is still the one that writes */
export async function noteProgress(db: Db, progress: Progress): Promise<boolean> {
  const { exportId, runId, rowsDone, bytes } = progress;
  const { count } = await db.export.updateMany({
    where: { id: exportId, runId, state: 'running' },
    data: { rowsDone, bytes: BigInt(bytes) },
  });
  return count === 1;
}

/** Null for one who may not act at all any more. */
export async function findAuthor(db: Db, userId: number): Promise<{ role: Role } | null> {
  return db.user.findFirst({ where: { id: userId, blockedAt: null }, select: { role: true } });
}

export interface Ending {
  exportId: number;
  /** Only if this try is the one that writes; null for whichever, or none. */
  runId: string | null;
  state: 'ready' | 'failed' | 'stopped';
  now: Date;
  /** Of the ready file. */
  expiresAt?: Date;
  /** Null is the system itself. */
  authorId: number | null;
  mutationId?: string | undefined;
}

interface EndedRow {
  companyId: number;
  version: number;
  format: ExportFormat;
  rowsDone: number;
}

/**
 * Ends an export with its event; what was written of a file that isn't ready is thrown away.
 * @returns whether it had not ended before
 */
export async function endExport(tx: Tx, ending: Ending): Promise<boolean> {
  const { exportId, runId, state, now, expiresAt = null } = ending;
  const [row] = await tx.$queryRaw<EndedRow[]>`
    UPDATE exports SET state = ${state}::export_state, finished_at = ${now},
      expires_at = ${expiresAt}::timestamptz, run_id = NULL, version = version + 1
    WHERE id = ${exportId}::int AND state IN ('waiting', 'running')
      ${runId === null ? Prisma.empty : Prisma.sql`AND run_id = ${runId}::uuid`}
    RETURNING company_id AS "companyId", version, format::text AS format, rows_done AS "rowsDone"`;
  if (row === undefined) return false;
  if (state !== 'ready') await deletePieces(tx, [exportId]);
  await recordEvent(tx, {
    companyId: row.companyId,
    type: `export.${state}`,
    subject: { type: 'export', id: exportId },
    version: row.version,
    authorId: ending.authorId,
    mutationId: ending.mutationId,
    data: { format: row.format, rowsCount: row.rowsDone },
  });
  return true;
}

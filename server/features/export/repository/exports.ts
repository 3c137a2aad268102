/** Rows of exports as their maker sees them. */
import type { Export } from '#prisma/generated/client.ts';
import { AppError } from '#server/shared/errors.ts';
import type { Db, Tx } from '#server/infra/db/client.ts';
import type { ExportFormat } from '#server/shared/export-format.ts';
import { exportHours, exportOrder, exportsMax } from '../schema.ts';
import type { ExportDto, ExportOrder } from '../schema.ts';
import type { Language } from '#server/shared/language.ts';

/** As stored: the order, and the language of whoever gave it. */
export interface StoredOrder extends ExportOrder {
  language: Language;
}

/** One's own alone. */
export interface Own {
  userId: number;
  now: Date;
}

const unended = { in: ['waiting', 'running'] as ('waiting' | 'running')[] };

/** One order at a time of one user, so that the limit holds. */
export async function holdOrders(tx: Tx, userId: number): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(3, ${userId}::int)`;
}

export async function findOrdered(
  tx: Tx,
  { userId, now, mutationId }: Own & { mutationId: string },
): Promise<ExportDto | null> {
  const row = await tx.export.findUnique({
    where: { authorId_mutationId: { authorId: userId, mutationId } },
  });
  return row && toDto(row, now);
}

export function countUnended(tx: Tx, userId: number): Promise<number> {
  return tx.export.count({ where: { authorId: userId, state: unended } });
}

export interface NewExport {
  companyId: number;
  userId: number;
  mutationId: string;
  format: ExportFormat;
  order: StoredOrder;
  fileName: string;
  rowsTotal: number;
  now: Date;
}

export async function insertExport(
  tx: Tx,
  { userId, order, now, ...rest }: NewExport,
): Promise<ExportDto> {
  const row = await tx.export.create({
    data: { ...rest, authorId: userId, params: { ...order }, createdAt: now },
  });
  return toDto(row, now);
}

/** @throws EXPORT_NOT_FOUND, also for another's */
export async function getExportRow(
  db: Db,
  { exportId, userId, now }: Own & { exportId: number },
): Promise<ExportDto> {
  const row = await db.export.findFirst({ where: { id: exportId, authorId: userId } });
  if (!row) throw new AppError('EXPORT_NOT_FOUND');
  return toDto(row, now);
}

/** Of the last day, newest first. */
export async function listExportRows(db: Db, { userId, now }: Own): Promise<ExportDto[]> {
  const since = new Date(now.getTime() - exportHours * 3_600_000);
  const rows = await db.export.findMany({
    where: {
      authorId: userId,
      OR: [{ state: unended }, { createdAt: { gt: since } }, { expiresAt: { gt: now } }],
    },
    orderBy: { id: 'desc' },
    take: exportsMax,
  });
  return rows.map((row) => toDto(row, now));
}

/** Notes that the file goes to its maker; the first time is kept. @returns the next version */
export async function noteDownload(
  tx: Tx,
  { exportId, now }: { exportId: number; now: Date },
): Promise<number> {
  const [row] = await tx.$queryRaw<{ version: number }[]>`
    UPDATE exports SET downloaded_at = coalesce(downloaded_at, ${now}), version = version + 1
    WHERE id = ${exportId}::int AND state = 'ready' RETURNING version`;
  if (!row) throw new AppError('EXPORT_NOT_FOUND');
  return row.version;
}

function toDto(row: Export, now: Date): ExportDto {
  const { id, version, format, fileName, rowsTotal, rowsDone } = row;
  const isExpired = row.state === 'ready' && row.expiresAt !== null && row.expiresAt <= now;
  const { source, columns } = row.params as unknown as StoredOrder;
  return {
    ...{ id, version, format, fileName, rowsTotal, rowsDone },
    state: isExpired ? 'expired' : row.state,
    order: exportOrder.parse({ source, columns }),
    bytes: Number(row.bytes),
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    downloadedAt: row.downloadedAt?.toISOString() ?? null,
  };
}

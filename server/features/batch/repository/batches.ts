/** Runs and their verdicts, as everyone who sees the customers may read them. */
import { Prisma } from '#prisma/generated/client.ts';
import type { Scope } from '#server/shared/actor.ts';
import type { BatchAction } from '#server/shared/batch.ts';
import { batchReasons } from '#server/shared/batch.ts';
import { AppError } from '#server/shared/errors.ts';
import type { Db } from '#server/infra/db/client.ts';
import { batchParams } from '../domain.ts';
import { batchRowsPageSize, batchesPageSize } from '../schema.ts';
import type {
  BatchDto,
  BatchPageDto,
  BatchRowPageDto,
  BatchState,
  ListBatchRowsInput,
  ListBatchesInput,
} from '../schema.ts';

interface BatchFacts {
  id: number;
  version: number;
  action: string;
  undoesId: number | null;
  undoesAction: string | null;
  undoneById: number | null;
  params: unknown;
  state: BatchState;
  total: number;
  doneCount: number;
  skippedCount: number;
  failedCount: number;
  authorId: number;
  authorName: string;
  createdAt: Date;
  finishedAt: Date | null;
  stoppedById: number | null;
  stoppedByName: string | null;
}

/**
 * One statement with everything that a run is shown with: it is read after each chunk. One that is
 * still being written down (version 0) is shown to nobody.
 */
async function readBatches(db: Db, condition: Prisma.Sql): Promise<BatchDto[]> {
  const rows = await db.$queryRaw<BatchFacts[]>`
    SELECT b.id, b.version, b.action::text AS action, b.undoes_id AS "undoesId",
      o.action::text AS "undoesAction",
      (SELECT n.id FROM batches n WHERE n.undoes_id = b.id) AS "undoneById", b.params,
      b.state::text AS state, b.total, b.done_count AS "doneCount",
      b.skipped_count AS "skippedCount", b.failed_count AS "failedCount",
      b.author_id AS "authorId", u.first_name || ' ' || u.last_name AS "authorName",
      b.created_at AS "createdAt", b.finished_at AS "finishedAt", s.id AS "stoppedById",
      s.first_name || ' ' || s.last_name AS "stoppedByName"
    FROM batches b JOIN users u ON u.id = b.author_id
      LEFT JOIN batches o ON o.id = b.undoes_id
      LEFT JOIN users s ON s.id = b.stop_requested_by_id
    WHERE b.version > 0 AND ${condition}`;
  return rows.map(toBatchDto);
}

/** The database's word for an action is in snake case. */
export function toAction(stored: string): BatchAction {
  return stored.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) as BatchAction;
}

function toBatchDto(row: BatchFacts): BatchDto {
  const { id, version, state, total, doneCount, skippedCount, failedCount, undoneById } = row;
  const { undoesId, undoesAction, stoppedById } = row;
  const { reason, tag } = batchParams.parse(row.params);
  const undoes =
    undoesId === null || undoesAction === null
      ? null
      : { batchId: undoesId, action: toAction(undoesAction) };
  return {
    ...{ id, version, action: toAction(row.action), undoes, undoneById },
    ...{ reason: reason ?? null, tag: tag ?? null },
    ...{ state, total, doneCount, skippedCount, failedCount },
    author: { id: row.authorId, name: row.authorName },
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    stoppedBy: stoppedById === null ? null : { id: stoppedById, name: row.stoppedByName ?? '' },
  };
}

/** @throws BATCH_NOT_FOUND */
export async function getBatchRow(
  db: Db,
  { companyId }: Pick<Scope, 'companyId'>,
  batchId: number,
): Promise<BatchDto> {
  const [batch] = await readBatches(
    db,
    Prisma.sql`b.id = ${batchId} AND b.company_id = ${companyId}`,
  );
  if (!batch) throw new AppError('BATCH_NOT_FOUND');
  return batch;
}

/** What the same order began before, if its answer was lost; version 0 while it is written down. */
export async function findOwnBatch(
  db: Db,
  { companyId }: Scope,
  { userId, mutationId }: { userId: number; mutationId: string },
): Promise<{ id: number; version: number; total: number } | null> {
  return db.batch.findFirst({
    where: { companyId, authorId: userId, mutationId },
    select: { id: true, version: true, total: true },
  });
}

/** Newest first. */
export async function listBatchDtos(
  db: Db,
  { companyId }: Scope,
  { beforeId }: ListBatchesInput,
): Promise<BatchPageDto> {
  const older = beforeId === undefined ? Prisma.empty : Prisma.sql`AND b.id < ${beforeId}`;
  const rows = await readBatches(
    db,
    Prisma.sql`b.company_id = ${companyId} ${older} ORDER BY b.id DESC LIMIT ${batchesPageSize + 1}`,
  );
  return { rows: rows.slice(0, batchesPageSize), hasMore: rows.length > batchesPageSize };
}

/** By position. @throws BATCH_NOT_FOUND */
export async function listBatchRowDtos(
  db: Db,
  scope: Scope,
  { batchId, verdict, reason, afterPosition }: ListBatchRowsInput,
): Promise<BatchRowPageDto> {
  const isOurs = await db.batch.count({ where: { id: batchId, companyId: scope.companyId } });
  if (isOurs === 0) throw new AppError('BATCH_NOT_FOUND');
  const rows = await db.batchRow.findMany({
    where: {
      batchId,
      position: { gt: afterPosition },
      ...(verdict === undefined ? {} : { verdict }),
      ...(reason === undefined ? {} : { reason }),
    },
    select: { position: true, customerId: true, login: true, verdict: true, reason: true },
    orderBy: { position: 'asc' },
    take: batchRowsPageSize + 1,
  });
  const page = rows.slice(0, batchRowsPageSize).map((row) => ({
    ...row,
    reason: batchReasons.find((known) => known === row.reason) ?? null,
  }));
  return { rows: page, hasMore: rows.length > batchRowsPageSize };
}

/** A new run with its rows and the job that carries it out, in the transaction of its order. */
import type { Prisma } from '#prisma/generated/client.ts';
import { z } from 'zod';
import type { Scope } from '#server/shared/actor.ts';
import type { BatchAction } from '#server/shared/batch.ts';
import { AppError } from '#server/shared/errors.ts';
import { rowNumber } from '#server/shared/row-number.ts';
import { findChoices } from '#server/infra/db/choices.ts';
import type { Db, Tx } from '#server/infra/db/client.ts';
import { defineJob, enqueueJob } from '#server/infra/jobs/job.ts';
import type { BatchParams } from '../domain.ts';

/**
 * A try goes on where the last one ended, so many of them cost nothing; a database that is away for
 * hours should not end a run.
 */
export const runJob = defineJob({
  name: 'batch.run',
  payload: z.strictObject({ batchId: rowNumber }),
  attemptsMax: 50,
  backoffMs: 2_000,
  timeLimitMs: 30 * 60_000,
});

export interface NewBatch {
  authorId: number;
  action: BatchAction;
  params: BatchParams;
  undoesId: number | null;
  total: number;
  mutationId: string;
  now: Date;
}

/** @returns its id */
export async function insertBatch(
  tx: Tx,
  { companyId }: Scope,
  { now, params, ...batch }: NewBatch,
): Promise<number> {
  const json = params satisfies Prisma.InputJsonValue;
  const data = { ...batch, companyId, params: json, createdAt: now };
  return (await tx.batch.create({ data, select: { id: true } })).id;
}

interface CopiedRows {
  batchId: number;
  selectionId: number;
  /** Looked at after they were chosen: these versions go along. */
  included: { customerId: number; version: number }[];
}

export async function copySelection(
  tx: Tx,
  { batchId, selectionId, included }: CopiedRows,
): Promise<void> {
  const ids = included.map(({ customerId }) => customerId);
  const versions = included.map(({ version }) => version);
  await tx.$executeRaw`
    INSERT INTO batch_rows (batch_id, position, customer_id, login, version)
    SELECT ${batchId}::int, s.position, s.customer_id, c.login, coalesce(n.version, s.version)
    FROM selection_rows s JOIN customers c ON c.id = s.customer_id
    LEFT JOIN unnest(${ids}::int[], ${versions}::int[]) AS n (id, version) ON n.id = s.customer_id
    WHERE s.selection_id = ${selectionId} ORDER BY s.position`;
}

/** What a run did, row by row, with the versions that it left. @returns how many rows */
export async function copyDone(
  tx: Tx,
  { batchId, undoesId }: { batchId: number; undoesId: number },
): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO batch_rows (batch_id, position, customer_id, login, version)
    SELECT ${batchId}::int, row_number() OVER (ORDER BY r.position), r.customer_id, r.login,
      e.version
    FROM batch_rows r JOIN events e ON e.id = r.event_id
    WHERE r.batch_id = ${undoesId} AND r.verdict = 'done'`;
}

export async function setTotal(tx: Tx, id: number, total: number): Promise<void> {
  await tx.batch.update({ where: { id }, data: { total } });
}

export async function orderRun(tx: Tx, batchId: number): Promise<void> {
  await enqueueJob(tx, runJob, { payload: { batchId } });
}

/** @throws TAG_NOT_FOUND */
export async function getTag(
  db: Db,
  { companyId }: Scope,
  tagId: number,
): Promise<{ id: number; caption: string; color: string }> {
  const asked = { companyId, organizationId: null, userId: null, tagIds: [tagId] };
  const [tag] = (await findChoices(db, asked)).tags;
  if (!tag) throw new AppError('TAG_NOT_FOUND');
  return tag;
}

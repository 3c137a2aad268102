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
import { pieceRows } from './selections.ts';

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

/** Shown to nobody until {@link beginRun}. @returns its id */
export async function insertBatch(
  tx: Tx,
  { companyId }: Scope,
  { now, params, ...batch }: NewBatch,
): Promise<number> {
  const json = params satisfies Prisma.InputJsonValue;
  const data = { ...batch, companyId, params: json, createdAt: now, version: 0 };
  return (await tx.batch.create({ data, select: { id: true } })).id;
}

interface CopiedRows {
  batchId: number;
  selectionId: number;
  total: number;
  /** Looked at after they were chosen: these versions go along. */
  included: readonly { customerId: number; version: number }[];
}

/** In pieces, which may be written again: the same order may be sent twice. */
export async function copySelection(
  db: Db,
  { batchId, selectionId, total, included }: CopiedRows,
): Promise<void> {
  const ids = included.map(({ customerId }) => customerId);
  const versions = included.map(({ version }) => version);
  for (let from = 0; from < total; from += pieceRows) {
    await db.$executeRaw`
      INSERT INTO batch_rows (batch_id, position, customer_id, login, version)
      SELECT ${batchId}::int, s.position, s.customer_id, c.login, coalesce(n.version, s.version)
      FROM selection_rows s JOIN customers c ON c.id = s.customer_id
      LEFT JOIN unnest(${ids}::int[], ${versions}::int[]) AS n (id, version)
        ON n.id = s.customer_id
      WHERE s.selection_id = ${selectionId} AND s.position > ${from}
        AND s.position <= ${from + pieceRows}
      ON CONFLICT DO NOTHING`;
  }
}

/** What a run did, row by row, with the versions that it left; in pieces as well. */
export async function copyDone(
  db: Db,
  { batchId, undoesId, positionMax }: { batchId: number; undoesId: number; positionMax: number },
): Promise<void> {
  for (let from = 0; from < positionMax; from += pieceRows) {
    await db.$executeRaw`
      INSERT INTO batch_rows (batch_id, position, customer_id, login, version)
      SELECT ${batchId}::int, r.position, r.customer_id, r.login, e.version
      FROM batch_rows r JOIN events e ON e.id = r.event_id
      WHERE r.batch_id = ${undoesId} AND r.verdict = 'done' AND r.position > ${from}
        AND r.position <= ${from + pieceRows}
      ON CONFLICT DO NOTHING`;
  }
}

/**
 * From here on it is a run that everyone sees: orders the job.
 * @returns whether it was not one before
 * @throws SELECTION_NOT_FOUND when the selection was taken away while its rows were copied
 */
export async function beginRun(tx: Tx, batchId: number): Promise<boolean> {
  const begun = await tx.batch.updateMany({
    where: { id: batchId, version: 0 },
    data: { version: 1 },
  });
  if (begun.count === 0) return false;
  const { total } = await tx.batch.findUniqueOrThrow({
    where: { id: batchId },
    select: { total: true },
  });
  const copied = await tx.batchRow.count({ where: { batchId } });
  if (copied !== total) throw new AppError('SELECTION_NOT_FOUND');
  await enqueueJob(tx, runJob, { payload: { batchId } });
  return true;
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

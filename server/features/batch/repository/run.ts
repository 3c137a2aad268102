/**
 * What a run's job reads and writes between two chunks. Whoever holds a run is the only one who moves
 * it on, in any process: a chunk, a stop and an end wait for each other.
 */
import type { Actor } from '#server/shared/actor.ts';
import type { BatchOutcome, BatchReason, BatchTarget, BatchVerdict } from '#server/shared/batch.ts';
import { AppError } from '#server/shared/errors.ts';
import { isLanguage, defaultLanguage } from '#server/shared/language.ts';
import type { Db, Tx } from '#server/infra/db/client.ts';
import type { StoredRun } from '../domain.ts';
import { batchParams } from '../domain.ts';
import type { BatchState } from '../schema.ts';
import { toAction } from './batches.ts';
import { pieceRows } from './selections.ts';

export interface HeldRun extends StoredRun {
  companyId: number;
  authorId: number;
  state: BatchState;
  /** Who wants it to stop. */
  stopperId: number | null;
}

/**
 * Holds the run until the transaction ends. The lock is taken before the transaction has a number, and
 * so are those of customers after it: see `holdCustomer`.
 * @throws BATCH_NOT_FOUND
 */
export async function holdRun(tx: Tx, batchId: number): Promise<HeldRun> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(2, ${batchId}::int)`;
  const [row] = await tx.$queryRaw<
    {
      companyId: number;
      authorId: number;
      state: BatchState;
      stopperId: number | null;
      action: string;
      undoes: string | null;
      params: unknown;
    }[]
  >`
    SELECT b.company_id AS "companyId", b.author_id AS "authorId", b.state::text AS state,
      b.stop_requested_by_id AS "stopperId", b.action::text AS action, o.action::text AS undoes, b.params
    FROM batches b LEFT JOIN batches o ON o.id = b.undoes_id WHERE b.id = ${batchId}`;
  if (!row) throw new AppError('BATCH_NOT_FOUND');
  const { companyId, authorId, state, stopperId, action, undoes, params } = row;
  return {
    ...{ batchId, companyId, authorId, state, stopperId, action: toAction(action) },
    ...{ undoes: undoes === null ? null : toAction(undoes), params: batchParams.parse(params) },
  };
}

/** The next rows that have no verdict, by position; of an undo with the event that each takes back. */
export function nextTargets(tx: Tx, batchId: number, limit: number): Promise<BatchTarget[]> {
  return tx.$queryRaw<BatchTarget[]>`
    SELECT r.customer_id AS "customerId", r.version, o.event_id::text AS "eventId"
    FROM batch_rows r JOIN batches b ON b.id = r.batch_id
      LEFT JOIN batch_rows o ON o.batch_id = b.undoes_id AND o.customer_id = r.customer_id
    WHERE r.batch_id = ${batchId} AND r.verdict IS NULL ORDER BY r.position LIMIT ${limit}`;
}

/** The author as they stand now; null when blocked. */
export async function findAuthor(db: Db, userId: number): Promise<Actor | null> {
  const user = await db.user.findFirst({
    where: { id: userId, blockedAt: null },
    select: {
      ...{ companyId: true, role: true, firstName: true, lastName: true },
      ...{ email: true, language: true },
    },
  });
  if (!user) return null;
  const { language } = user;
  return { ...user, userId, language: isLanguage(language) ? language : defaultLanguage };
}

/**
 * Keeps the author's rights as they are until the transaction ends.
 * @returns whether they are still those of `author`
 */
export async function holdAuthor(tx: Tx, author: Pick<Actor, 'userId' | 'role'>): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM users WHERE id = ${author.userId} AND role = ${author.role}::user_role
      AND blocked_at IS NULL FOR SHARE`;
  return rows.length === 1;
}

/** Writes the verdicts of a chunk and adds them up. */
export async function saveOutcomes(
  tx: Tx,
  batchId: number,
  outcomes: readonly BatchOutcome[],
): Promise<void> {
  await tx.$executeRaw`
    WITH judged AS (
      UPDATE batch_rows r
      SET verdict = o.verdict::batch_verdict, reason = o.reason, event_id = o."eventId"
      FROM jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb)
        AS o ("customerId" int, verdict text, reason text, "eventId" bigint)
      WHERE r.batch_id = ${batchId} AND r.customer_id = o."customerId" AND r.verdict IS NULL
      RETURNING r.verdict
    )
    UPDATE batches SET state = 'running',
      done_count = done_count + (SELECT count(*) FROM judged WHERE verdict = 'done'),
      skipped_count = skipped_count + (SELECT count(*) FROM judged WHERE verdict = 'skipped'),
      failed_count = failed_count + (SELECT count(*) FROM judged WHERE verdict = 'failed')
    WHERE id = ${batchId}`;
}

/** Gives the next rows that still wait the same verdict: many, but not all in one statement. */
export async function judgeRest(
  tx: Tx,
  batchId: number,
  { verdict, reason }: { verdict: Exclude<BatchVerdict, 'done'>; reason: BatchReason },
): Promise<void> {
  await tx.$executeRaw`
    WITH judged AS (
      UPDATE batch_rows SET verdict = ${verdict}::batch_verdict, reason = ${reason}
      WHERE batch_id = ${batchId} AND position IN (
        SELECT position FROM batch_rows WHERE batch_id = ${batchId} AND verdict IS NULL
        ORDER BY position LIMIT ${pieceRows})
      RETURNING verdict
    )
    UPDATE batches SET state = 'running',
      skipped_count = skipped_count + (SELECT count(*) FROM judged WHERE verdict = 'skipped'),
      failed_count = failed_count + (SELECT count(*) FROM judged WHERE verdict = 'failed')
    WHERE id = ${batchId}`;
}

/** From here on no more customers have their turn. */
export async function requestStop(
  tx: Tx,
  id: number,
  { userId, now }: { userId: number; now: Date },
): Promise<void> {
  const data = { stopRequestedAt: now, stopRequestedById: userId };
  await tx.batch.update({ where: { id }, data });
}

/** The next version; ends the run when no row waits. */
export async function advanceRun(tx: Tx, batchId: number, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE batches SET version = version + 1,
      state = CASE WHEN done_count + skipped_count + failed_count < total THEN 'running'
        WHEN stop_requested_at IS NULL THEN 'finished' ELSE 'stopped' END::batch_state,
      finished_at = CASE WHEN done_count + skipped_count + failed_count = total
        THEN ${now}::timestamptz END
    WHERE id = ${batchId}`;
}

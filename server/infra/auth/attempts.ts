/**
 * How often a user's password may be tried (product 4.9), for every place that asks for it: signing in
 * and changing it. Invariant: an attempt is counted before the password is looked at, in one
 * statement, so that a burst can't outrun the limit. It looks at no password itself.
 */
import { Prisma } from '#prisma/generated/client.ts';
import type { Db, Tx } from '#server/infra/db/client.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import type { TransactionContext } from '#server/infra/db/transaction.ts';
import { recordEvent } from '#server/infra/events/record.ts';

/** Locked out "until an admin unlocks": later than any clock will show. */
const untilUnlocked = new Date('9999-12-31T00:00:00Z');

/** `until`: null has no end but by an admin. */
export interface Lockout {
  until: Date | null;
}

/** What the column says at a moment; null: sign-in is open, though a lockout may have been. */
export function lockoutAt(lockedOutUntil: Date | null, now: Date): Lockout | null {
  if (lockedOutUntil === null || lockedOutUntil <= now) return null;
  return { until: lockedOutUntil.getTime() === untilUnlocked.getTime() ? null : lockedOutUntil };
}

export async function readLockout(db: Db, userId: number, now: Date): Promise<Lockout | null> {
  const user = await db.user.findUnique({
    where: { id: userId },
    select: { lockedOutUntil: true },
  });
  return lockoutAt(user?.lockedOutUntil ?? null, now);
}

/**
 * Counts an attempt before its password is checked, in one statement, so that 200 attempts at once
 * get at most as many checks as the company allows. False: none is left, or the user is locked out.
 */
export async function reserveAttempt(db: Db, userId: number, now: Date): Promise<boolean> {
  // Every look at the user goes to the row being updated: attempts that waited for each other look
  // again at what the one before has written. A second look at the table would see the old row.
  const isOver = Prisma.sql`(u.failed_sign_ins_since IS NULL OR u.failed_sign_ins_since
    <= ${now}::timestamptz - make_interval(mins => c.lockout_window_minutes))`;
  const reserved = await db.$executeRaw`
    UPDATE users u SET
      failed_sign_ins_count = CASE WHEN ${isOver} THEN 1 ELSE u.failed_sign_ins_count + 1 END,
      failed_sign_ins_since = CASE WHEN ${isOver} THEN ${now} ELSE u.failed_sign_ins_since END
    FROM companies c
    WHERE u.id = ${userId} AND c.id = u.company_id
      AND (u.locked_out_until IS NULL OR u.locked_out_until <= ${now})
      AND (${isOver} OR u.failed_sign_ins_count < c.lockout_attempts_max)`;
  return reserved === 1;
}

/** After a wrong password: locks the user out if that was the last attempt, once for a burst. */
export async function settleFailure(
  ctx: TransactionContext,
  { userId, companyId }: { userId: number; companyId: number },
  now: Date,
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const lockout = await lockOutIfUsedUp(tx, userId, now);
    if (!lockout) return;
    const until = lockoutAt(lockout.until, now)?.until ?? null;
    await recordEvent(tx, {
      companyId,
      type: 'user.lockedOut',
      subject: { type: 'user', id: userId },
      version: lockout.version,
      authorId: null,
      data: { until: until?.toISOString() ?? null },
    });
  });
}

async function lockOutIfUsedUp(
  tx: Tx,
  userId: number,
  now: Date,
): Promise<{ until: Date; version: number } | null> {
  const rows = await tx.$queryRaw<{ until: Date; version: number }[]>`
    UPDATE users u SET version = u.version + 1, failed_sign_ins_count = 0,
      failed_sign_ins_since = NULL,
      locked_out_until = CASE WHEN c.lockout_minutes = 0 THEN ${untilUnlocked}::timestamptz
        ELSE ${now}::timestamptz + make_interval(mins => c.lockout_minutes) END
    FROM companies c
    WHERE u.id = ${userId} AND c.id = u.company_id
      AND (u.locked_out_until IS NULL OR u.locked_out_until <= ${now})
      AND u.failed_sign_ins_count >= c.lockout_attempts_max
    RETURNING u.locked_out_until AS until, u.version`;
  return rows[0] ?? null;
}

import { Prisma } from '#prisma/generated/client.ts';
import type { Db, Tx } from '#server/infra/db/client.ts';

/** Locked out "until an admin unlocks": later than any clock will show. */
const untilUnlocked = new Date('9999-12-31T00:00:00Z');

export interface SignInTarget {
  userId: number;
  companyId: number;
  passwordHash: string | null;
  /** Blocked users' passwords are not checked. */
  isBlocked: boolean;
}

export async function findSignInTarget(db: Db, email: string): Promise<SignInTarget | null> {
  const user = await db.user.findUnique({
    where: { email },
    select: { id: true, companyId: true, passwordHash: true, blockedAt: true },
  });
  if (!user) return null;
  const { id, companyId, passwordHash, blockedAt } = user;
  return { userId: id, companyId, passwordHash, isBlocked: blockedAt !== null };
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

export interface Lockout {
  until: Date;
  isEndless: boolean;
  version: number;
}

/** Locks the user out if the attempts are used up; once for a burst. Null when it is not so. */
export async function lockOutIfUsedUp(tx: Tx, userId: number, now: Date): Promise<Lockout | null> {
  const rows = await tx.$queryRaw<{ until: Date; version: number }[]>`
    UPDATE users u SET version = version + 1, failed_sign_ins_count = 0,
      failed_sign_ins_since = NULL,
      locked_out_until = CASE WHEN c.lockout_minutes = 0 THEN ${untilUnlocked}::timestamptz
        ELSE ${now}::timestamptz + make_interval(mins => c.lockout_minutes) END
    FROM companies c
    WHERE u.id = ${userId} AND c.id = u.company_id
      AND (u.locked_out_until IS NULL OR u.locked_out_until <= ${now})
      AND u.failed_sign_ins_count >= c.lockout_attempts_max
    RETURNING u.locked_out_until AS until, u.version`;
  const row = rows[0];
  if (!row) return null;
  return { ...row, isEndless: row.until.getTime() === untilUnlocked.getTime() };
}

/**
 * Marks a good sign-in and takes back only its own attempt: a right password in the middle of a burst
 * must not buy the burst a new start. Null when the user was blocked or locked out meanwhile.
 */
export async function recordSignIn(tx: Tx, userId: number, now: Date): Promise<number | null> {
  const rows = await tx.$queryRaw<{ version: number }[]>`
    UPDATE users SET version = version + 1, last_sign_in_at = ${now},
      failed_sign_ins_count = greatest(failed_sign_ins_count - 1, 0)
    WHERE id = ${userId} AND blocked_at IS NULL
      AND (locked_out_until IS NULL OR locked_out_until <= ${now})
    RETURNING version`;
  return rows[0]?.version ?? null;
}

/** Ends one session; the user's new version, or null if it had ended already. */
export async function endSession(
  tx: Tx,
  { userId, sessionHash }: { userId: number; sessionHash: string },
): Promise<number | null> {
  const { count } = await tx.session.deleteMany({ where: { id: sessionHash, userId } });
  if (count === 0) return null;
  const user = await tx.user.update({
    where: { id: userId },
    data: { version: { increment: 1 } },
    select: { version: true },
  });
  return user.version;
}

import type { Db, Tx } from '#server/infra/db/client.ts';

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
 * Marks a good sign-in and takes back only its own attempt: a right password in the middle of a burst
 * must not buy the burst a new start. Null when the user was blocked or locked out meanwhile, or the
 * password that was checked is no longer theirs.
 */
export async function recordSignIn(
  tx: Tx,
  { userId, passwordHash }: Pick<SignInTarget, 'userId' | 'passwordHash'>,
  now: Date,
): Promise<number | null> {
  const rows = await tx.$queryRaw<{ version: number }[]>`
    UPDATE users SET version = version + 1, last_sign_in_at = ${now},
      failed_sign_ins_count = greatest(failed_sign_ins_count - 1, 0)
    WHERE id = ${userId} AND blocked_at IS NULL AND password_hash = ${passwordHash}
      AND (locked_out_until IS NULL OR locked_out_until <= ${now})
    RETURNING version`;
  return rows[0]?.version ?? null;
}

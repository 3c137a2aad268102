import type { Db, Tx } from '#server/infra/db/client.ts';
import type { LinkFacts } from '#server/shared/link-state.ts';
import type { PasswordPolicy } from '#server/shared/password-policy.ts';

export interface LinkRow extends LinkFacts {
  userId: number;
  email: string;
  firstName: string;
  hasPassword: boolean;
  policy: PasswordPolicy;
}

export async function findLink(db: Db, tokenHash: string): Promise<LinkRow | null> {
  const rows = await db.$queryRaw<LinkRow[]>`
    SELECT t.expires_at AS "expiresAt", t.used_at AS "usedAt", t.voided_at AS "voidedAt",
           u.blocked_at AS "blockedAt", u.id AS "userId", u.email, u.first_name AS "firstName",
           u.password_hash IS NOT NULL AS "hasPassword", c.user_password_policy AS policy
    FROM password_tokens t JOIN users u ON u.id = t.user_id JOIN companies c ON c.id = u.company_id
    WHERE t.token_hash = ${tokenHash}`;
  return rows[0] ?? null;
}

/** Marks the link as used; false if it is none any more, and of two at once for the second. */
export async function claimLink(tx: Tx, tokenHash: string, now: Date): Promise<boolean> {
  const { count } = await tx.passwordToken.updateMany({
    where: { tokenHash, usedAt: null, voidedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  return count === 1;
}

export interface PasswordOwner {
  id: number;
  companyId: number;
  version: number;
  email: string;
  passwordHash: string | null;
  blockedAt: Date | null;
}

/** The row is held until the transaction ends: whoever changes a password does so one by one. */
export async function lockOwner(tx: Tx, userId: number): Promise<PasswordOwner | null> {
  const rows = await tx.$queryRaw<PasswordOwner[]>`
    SELECT id, company_id AS "companyId", version, email, password_hash AS "passwordHash",
           blocked_at AS "blockedAt"
    FROM users WHERE id = ${userId} FOR NO KEY UPDATE`;
  return rows[0] ?? null;
}

/** The hash that is compared with, without holding the row. */
export async function findPasswordHash(db: Db, userId: number): Promise<string | null> {
  const user = await db.user.findUnique({
    where: { id: userId },
    select: { passwordHash: true },
  });
  return user?.passwordHash ?? null;
}

/** By a link: whoever has it is let in, so what failed before is forgotten. */
export async function saveSetPassword(
  tx: Tx,
  owner: PasswordOwner,
  { passwordHash, now }: { passwordHash: string; now: Date },
): Promise<number> {
  const { version } = await tx.user.update({
    where: { id: owner.id },
    data: {
      passwordHash,
      version: { increment: 1 },
      lastSignInAt: now,
      failedSignInsCount: 0,
      failedSignInsSince: null,
      lockedOutUntil: null,
    },
    select: { version: true },
  });
  return version;
}

/** By its owner: takes back the attempt that the old password was checked by, and no other. */
export async function saveChangedPassword(
  tx: Tx,
  owner: PasswordOwner,
  passwordHash: string,
): Promise<number> {
  const rows = await tx.$queryRaw<{ version: number }[]>`
    UPDATE users SET version = version + 1, password_hash = ${passwordHash},
      failed_sign_ins_count = greatest(failed_sign_ins_count - 1, 0)
    WHERE id = ${owner.id} RETURNING version`;
  return rows[0]?.version ?? owner.version;
}

export async function isSessionOpen(tx: Tx, sessionHash: string): Promise<boolean> {
  return (await tx.session.count({ where: { id: sessionHash } })) === 1;
}

export async function findUserId(db: Db, email: string): Promise<number | null> {
  const user = await db.user.findUnique({ where: { email }, select: { id: true } });
  return user?.id ?? null;
}

/** Letters with a link that were ordered for a user since then. */
export function countLinkLetters(tx: Tx, userId: number, since: Date): Promise<number> {
  return tx.letter.count({
    where: { userId, kind: 'passwordReset', createdAt: { gt: since } },
  });
}

export async function raiseVersion(tx: Tx, userId: number): Promise<number> {
  const { version } = await tx.user.update({
    where: { id: userId },
    data: { version: { increment: 1 } },
    select: { version: true },
  });
  return version;
}

import { sessionEnd } from '#server/infra/auth/adapter.ts';
import type { Db, Tx } from '#server/infra/db/client.ts';
import { describeDevice } from '#server/infra/user-agent.ts';
import { AppError } from '#server/shared/errors.ts';
import type { Role } from '#server/shared/permissions.ts';
import type { OpenSessionRow } from '../domain.ts';
import { openSessionsMax } from '../schema.ts';

interface StoredRow extends Omit<OpenSessionRow, 'device'> {
  userAgent: string | null;
  total: number;
}

/** Those whose time is not up, the latest seen first, as many as a page shows. */
export async function listOpenSessions(
  db: Db,
  { userId, now }: { userId: number; now: Date },
): Promise<{ rows: OpenSessionRow[]; total: number }> {
  const rows = await db.$queryRaw<StoredRow[]>`
    SELECT s.id, s.public_id::text AS "publicId", s.created_at AS "createdAt",
           s.last_seen_at AS "lastSeenAt", s.ip_address AS "ipAddress",
           s.user_agent AS "userAgent", count(*) OVER ()::int AS total
    FROM sessions s JOIN users u ON u.id = s.user_id JOIN companies c ON c.id = u.company_id
    WHERE s.user_id = ${userId} AND ${sessionEnd} > ${now}
    ORDER BY s.last_seen_at DESC, s.created_at DESC, s.id LIMIT ${openSessionsMax}`;
  return {
    rows: rows.map(({ userAgent, ...row }) => ({ ...row, device: describeDevice(userAgent) })),
    total: rows[0]?.total ?? 0,
  };
}

export async function isOfCompany(
  db: Db,
  { userId, companyId }: { userId: number; companyId: number },
): Promise<boolean> {
  return (await db.user.count({ where: { id: userId, companyId } })) > 0;
}

/**
 * Holds the user, so that two of their sessions that end each other are judged one after the other.
 * @throws UNAUTHENTICATED when the session that asks is over
 */
export async function holdOwnSession(
  tx: Tx,
  { userId, sessionHash }: { userId: number; sessionHash: string },
): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${userId} FOR NO KEY UPDATE`;
  const count = await tx.session.count({ where: { id: sessionHash, userId } });
  if (count === 0) throw new AppError('UNAUTHENTICATED');
}

/**
 * Holds the actor and a user of their company, in the order of their ids.
 * @returns the actor's role as the row has it
 * @throws UNAUTHENTICATED when the actor was blocked meanwhile, USER_NOT_FOUND
 */
export async function holdColleagues(
  tx: Tx,
  { companyId, actorId, userId }: { companyId: number; actorId: number; userId: number },
): Promise<{ role: Role }> {
  const rows = await tx.$queryRaw<{ id: number; role: Role; blockedAt: Date | null }[]>`
    SELECT id, role::text AS role, blocked_at AS "blockedAt" FROM users
    WHERE company_id = ${companyId} AND id IN (${actorId}, ${userId})
    ORDER BY id FOR NO KEY UPDATE`;
  const actor = rows.find(({ id }) => id === actorId);
  if (!actor || actor.blockedAt) throw new AppError('UNAUTHENTICATED');
  if (!rows.some(({ id }) => id === userId)) throw new AppError('USER_NOT_FOUND');
  return { role: actor.role };
}

/** @returns the hash of the one that ended, or null if the user has no such session */
export async function deleteSession(
  tx: Tx,
  { userId, sessionId }: { userId: number; sessionId: string },
): Promise<string | null> {
  const row = await tx.session.findFirst({ where: { publicId: sessionId, userId } });
  if (!row) return null;
  const { count } = await tx.session.deleteMany({ where: { id: row.id } });
  return count === 0 ? null : row.id;
}

/** @returns how many ended */
export async function deleteOtherSessions(
  tx: Tx,
  { userId, keptHash }: { userId: number; keptHash: string | null },
): Promise<number> {
  const kept = keptHash === null ? {} : { id: { not: keptHash } };
  return (await tx.session.deleteMany({ where: { userId, ...kept } })).count;
}

/** @returns the user's new version, for the event that tells of the change */
export async function saveVersion(tx: Tx, userId: number): Promise<number> {
  const { version } = await tx.user.update({
    where: { id: userId },
    data: { version: { increment: 1 } },
    select: { version: true },
  });
  return version;
}

/** Ends the session that asks; the user's new version, or null if it had ended already. */
export async function deleteOwnSession(
  tx: Tx,
  { userId, sessionHash }: { userId: number; sessionHash: string },
): Promise<number | null> {
  const { count } = await tx.session.deleteMany({ where: { id: sessionHash, userId } });
  return count === 0 ? null : saveVersion(tx, userId);
}

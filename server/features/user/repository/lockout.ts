/** The lockout of a user: the row that is held while it is cleared. */
import type { Tx } from '#server/infra/db/client.ts';
import { lockoutAt } from '#server/infra/auth/attempts.ts';
import { AppError } from '#server/shared/errors.ts';
import type { Role } from '#server/shared/permissions.ts';
import type { ActingOn } from './write.ts';

interface Row {
  id: number;
  version: number;
  role: Role;
  blockedAt: Date | null;
  lockedOutUntil: Date | null;
}

export interface LockedOutUser {
  id: number;
  version: number;
  role: Role;
  isLockedOut: boolean;
}

/**
 * Locks the target and the actor in the order of their ids.
 * @returns the target, and the actor's role as it stands here
 * @throws USER_NOT_FOUND, UNAUTHENTICATED when the actor was blocked meanwhile
 */
export async function lockForLockout(
  tx: Tx,
  { actor: { companyId, userId: actorId }, userId, now }: ActingOn & { now: Date },
): Promise<{ target: LockedOutUser; role: Role }> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT id, version, role::text AS role, blocked_at AS "blockedAt",
           locked_out_until AS "lockedOutUntil"
    FROM users WHERE company_id = ${companyId} AND id IN (${userId}, ${actorId})
    ORDER BY id FOR NO KEY UPDATE`;
  const own = rows.find(({ id }) => id === actorId);
  if (!own || own.blockedAt) throw new AppError('UNAUTHENTICATED');
  const found = rows.find(({ id }) => id === userId);
  if (!found) throw new AppError('USER_NOT_FOUND');
  const { id, version, role, lockedOutUntil } = found;
  const isLockedOut = lockoutAt(lockedOutUntil, now) !== null;
  return { target: { id, version, role, isLockedOut }, role: own.role };
}

/** Failures are forgotten too: the next one is the first. @returns the new version */
export async function openSignIn(tx: Tx, userId: number): Promise<number> {
  const { version } = await tx.user.update({
    where: { id: userId },
    data: {
      lockedOutUntil: null,
      failedSignInsCount: 0,
      failedSignInsSince: null,
      version: { increment: 1 },
    },
    select: { version: true },
  });
  return version;
}

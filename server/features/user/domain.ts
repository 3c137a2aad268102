/**
 * When a user's status may change. Pure: rows in, a decision or an AppError out.
 */
import { AppError } from '#server/shared/errors.ts';
import type { Role } from '#server/shared/permissions.ts';

interface Target {
  id: number;
  version: number;
  role: Role;
  blockedAt: Date | null;
}

interface Decision {
  target: Target;
  /** The version that the screen showed. */
  seenVersion: number;
}

/**
 * S4-43 to S4-48; the company keeps at least one active superadmin (product 3.8).
 * @throws USER_ALREADY_BLOCKED, STALE_VERSION, LAST_SUPERADMIN
 */
export function assertMayBlock(
  { target, seenVersion }: Decision,
  activeSuperadminIds: ReadonlySet<number>,
): void {
  if (target.blockedAt) throw new AppError('USER_ALREADY_BLOCKED');
  assertNotFromTheFuture(target, seenVersion);
  const isLast = activeSuperadminIds.has(target.id) && activeSuperadminIds.size === 1;
  if (isLast) throw new AppError('LAST_SUPERADMIN');
}

/**
 * S4-50, S4-51.
 * @throws USER_NOT_BLOCKED, STALE_VERSION
 */
export function assertMayActivate({ target, seenVersion }: Decision): void {
  if (!target.blockedAt) throw new AppError('USER_NOT_BLOCKED');
  assertNotFromTheFuture(target, seenVersion);
}

/**
 * A user's version also grows with their sign-ins, which don't touch the status; what the screen
 * showed of the status is checked by the status itself. Only a version that never was is refused.
 */
function assertNotFromTheFuture(target: Target, seenVersion: number): void {
  if (seenVersion > target.version) throw new AppError('STALE_VERSION');
}

/**
 * When a user may be added, and their status or role change. Pure: rows in, a decision or an AppError
 * out.
 */
import { AppError } from '#server/shared/errors.ts';
import type { FieldIssue } from '#server/shared/errors.ts';
import type { Role } from '#server/shared/permissions.ts';
import type { UserValues } from '#server/shared/user-rules.ts';
import { userFields } from '#server/shared/user-rules.ts';
import type { FieldChange } from '#server/shared/event.ts';
import type { UserRowDto } from './schema.ts';

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
  assertNotLast(target, activeSuperadminIds);
}

/**
 * S4-50, S4-51.
 * @throws USER_NOT_BLOCKED, STALE_VERSION
 */
export function assertMayActivate({ target, seenVersion }: Decision): void {
  if (!target.blockedAt) throw new AppError('USER_NOT_BLOCKED');
  assertNotFromTheFuture(target, seenVersion);
}

/** @throws USER_NOT_LOCKED_OUT when it has run out or was cleared meanwhile, STALE_VERSION */
export function assertMayClearLockout(
  target: { version: number; isLockedOut: boolean },
  seenVersion: number,
): void {
  if (!target.isLockedOut) throw new AppError('USER_NOT_LOCKED_OUT');
  assertNotFromTheFuture(target, seenVersion);
}

/** @param maySee whether letters about passwords are the reader's business */
export function maskedRow(row: UserRowDto, maySee: boolean): UserRowDto {
  return maySee || !row.letterFailed ? row : { ...row, letterFailed: false };
}

/**
 * A role may change while the user is blocked: it holds when they are activated.
 * @throws USER_HAS_ROLE, STALE_VERSION, LAST_SUPERADMIN
 */
export function assertMayChangeRole(
  { target, seenVersion, role }: Decision & { role: Role },
  activeSuperadminIds: ReadonlySet<number>,
): void {
  if (target.role === role) throw new AppError('USER_HAS_ROLE');
  assertNotFromTheFuture(target, seenVersion);
  assertNotLast(target, activeSuperadminIds);
}

/** @throws USER_HAS_PASSWORD, USER_ALREADY_BLOCKED: the link would open nothing */
export function assertMayInvite(target: { hasPassword: boolean; blockedAt: Date | null }): void {
  if (target.hasPassword) throw new AppError('USER_HAS_PASSWORD');
  if (target.blockedAt) throw new AppError('USER_ALREADY_BLOCKED');
}

/**
 * S4-28, S4-29: which fields are taken, and never by whom: it may be another company's user.
 * @throws USER_TAKEN
 */
export function assertFree(values: UserValues, others: readonly Taker[]): void {
  const issues: FieldIssue[] = [];
  if (others.some(({ email }) => email === values.email)) {
    issues.push({ path: 'email', code: 'userEmail' });
  }
  if (others.some(({ phone }) => phone === values.phone)) {
    issues.push({ path: 'phone', code: 'userPhone' });
  }
  if (issues.length > 0) throw new AppError('USER_TAKEN', {}, { issues });
}

export interface Taker {
  id: number;
  email: string;
  phone: string;
}

/** What the event of a new user tells. */
export function toldNewUser(values: UserValues, role: Role): FieldChange[] {
  const told = userFields.map((field) => ({ field, old: null, new: values[field] }));
  return [...told, { field: 'role', old: null, new: role }];
}

function assertNotLast(target: Target, activeSuperadminIds: ReadonlySet<number>): void {
  const isLast = activeSuperadminIds.has(target.id) && activeSuperadminIds.size === 1;
  if (isLast) throw new AppError('LAST_SUPERADMIN');
}

/**
 * A user's version also grows with their sign-ins, which don't touch the status; what the screen
 * showed of the status is checked by the status itself. Only a version that never was is refused.
 */
function assertNotFromTheFuture(target: Pick<Target, 'version'>, seenVersion: number): void {
  if (seenVersion > target.version) throw new AppError('STALE_VERSION');
}

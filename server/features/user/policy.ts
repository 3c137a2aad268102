import type { Actor } from '#server/shared/actor.ts';
import { holds } from '#server/shared/actor.ts';
import type { Role } from '#server/shared/permissions.ts';

type Who = Pick<Actor, 'role' | 'userId'>;
interface Target {
  id: number;
}
/** Whom a lockout keeps out. */
interface LockedOut extends Target {
  role: Role;
}

/** Only superadmins add users and change their status or role, never their own (S4-4, S4-11, S4-46). */
export const can = {
  view: (actor: Who) => holds(actor, 'user:view'),
  create: (actor: Who) => holds(actor, 'user:create'),
  /** Whoever may add a user may send the letter again. */
  resendInvitation: (actor: Who) => holds(actor, 'user:create'),
  block: (actor: Who, target?: Target) => holds(actor, 'user:block') && target?.id !== actor.userId,
  activate: (actor: Who, target?: Target) =>
    holds(actor, 'user:activate') && target?.id !== actor.userId,
  /**
   * Product 4.9: "admins unlock"; it is no change of status, which S4-11 keeps for superadmins. Never
   * one's own, and an admin none of a superadmin: with an open session, or a colleague's password to
   * guess, clearing would make the limit of attempts none.
   */
  clearLockout: (actor: Who, target?: LockedOut) =>
    holds(actor, 'user:clearLockout') &&
    target?.id !== actor.userId &&
    (target?.role !== 'superadmin' || actor.role === 'superadmin'),
  /** That a letter about a password did not reach someone: whoever may act on it. */
  seeLetters: (actor: Pick<Actor, 'role'>) => holds(actor, 'user:create'),
  changeRole: (actor: Who, target?: Target) =>
    holds(actor, 'user:changeRole') && target?.id !== actor.userId,
};

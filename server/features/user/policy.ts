import type { Actor } from '#server/shared/actor.ts';
import { holds } from '#server/shared/actor.ts';

type Who = Pick<Actor, 'role' | 'userId'>;
interface Target {
  id: number;
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
  changeRole: (actor: Who, target?: Target) =>
    holds(actor, 'user:changeRole') && target?.id !== actor.userId,
};

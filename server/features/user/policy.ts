import type { Actor } from '#server/shared/actor.ts';
import { holds } from '#server/shared/actor.ts';

type Who = Pick<Actor, 'role' | 'userId'>;

/** Only superadmins change a user's status, and never their own (S4-4, S4-11, S4-46). */
export const can = {
  view: (actor: Who) => holds(actor, 'user:view'),
  block: (actor: Who, target?: { id: number }) =>
    holds(actor, 'user:block') && target?.id !== actor.userId,
  activate: (actor: Who, target?: { id: number }) =>
    holds(actor, 'user:activate') && target?.id !== actor.userId,
};

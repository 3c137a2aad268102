import type { Actor } from '#server/shared/actor.ts';
import { holds } from '#server/shared/actor.ts';

type Who = Pick<Actor, 'role' | 'userId'>;

/** Everyone ends their own; those of others a superadmin, who has the profile for their own. */
export const can = {
  endOf: (actor: Who, target?: { id: number }) =>
    holds(actor, 'user:endSessions') && target?.id !== actor.userId,
};

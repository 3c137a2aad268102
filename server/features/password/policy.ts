import type { Actor } from '#server/shared/actor.ts';

/** A password is its owner's alone: nobody changes or learns another's, not even a superadmin. */
export const can = {
  change: (actor: Pick<Actor, 'userId'>, user: { id: number; blockedAt: Date | null }) =>
    actor.userId === user.id && user.blockedAt === null,
};

import type { Actor } from '#server/shared/actor.ts';
import { holds } from '#server/shared/actor.ts';

type Who = Pick<Actor, 'role'>;

/** Whose it is is no question here: an export is its maker's alone. */
export const can = {
  take: (actor: Who) => holds(actor, 'customer:export'),
};

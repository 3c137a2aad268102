import type { Actor } from '#server/shared/actor.ts';
import { holds } from '#server/shared/actor.ts';

type Who = Pick<Actor, 'role'>;

/** One's own alone: there is no way to ask for anybody else's. */
export const can = {
  keep: (actor: Who) => holds(actor, 'customer:view'),
};

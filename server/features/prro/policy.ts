import type { Actor } from '#server/shared/actor.ts';
import { holds } from '#server/shared/actor.ts';

type Who = Pick<Actor, 'role'>;

/** S4-9: an admin can't configure the cash register, nor see how it is configured. */
export const can = {
  configure: (actor: Who) => holds(actor, 'prro:configure'),
};

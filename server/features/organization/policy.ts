import type { Actor } from '#server/shared/actor.ts';
import { holds } from '#server/shared/actor.ts';

type Who = Pick<Actor, 'role'>;

export const can = {
  view: (actor: Who) => holds(actor, 'organization:view'),
};

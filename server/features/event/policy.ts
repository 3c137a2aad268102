import type { Actor } from '#server/shared/actor.ts';
import { holds } from '#server/shared/actor.ts';

export const can = {
  view: (actor: Pick<Actor, 'role'>) => holds(actor, 'event:view'),
};

import type { Actor } from '#server/shared/actor.ts';
import { holds } from '#server/shared/actor.ts';
import type { ViewDto } from './schema.ts';

type Who = Pick<Actor, 'role' | 'userId'>;

export const can = {
  /** One's own and those that colleagues share. */
  view: (actor: Pick<Actor, 'role'>) => holds(actor, 'customer:view'),
  share: (actor: Pick<Actor, 'role'>) => holds(actor, 'view:share'),
  /** Its owner alone changes or removes a view, shared or not. */
  change: (actor: Who, view: Pick<ViewDto, 'owner'>) =>
    can.view(actor) && view.owner.id === actor.userId,
};

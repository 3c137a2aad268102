import type { Actor } from '#server/shared/actor.ts';
import { holds } from '#server/shared/actor.ts';
import type { OrderRowDto } from './schema.ts';
import { isFinal } from './schema.ts';

type Who = Pick<Actor, 'role'>;

export const can = {
  view: (actor: Who) => holds(actor, 'order:view'),
  /** S4-8: superadmins alone. Whether an order is final is said here for the button as well. */
  cancel: (actor: Who, order?: Pick<OrderRowDto, 'status'>) =>
    holds(actor, 'order:cancel') && (order === undefined || !isFinal(order.status)),
};

import type { Actor } from '#server/shared/actor.ts';
import { holds } from '#server/shared/actor.ts';
import type { OperationDto } from './schema.ts';

type Who = Pick<Actor, 'role'>;

/** What an actor may do with the account of a customer whom they may see. */
export const can = {
  view: (actor: Who) => holds(actor, 'operation:view'),
  deposit: (actor: Who) => holds(actor, 'operation:deposit'),
  withdraw: (actor: Who) => holds(actor, 'operation:withdraw'),
  /** Any operation once, by a new one linked to it; a reversal itself stays (product 4.4). */
  reverse: (actor: Who, operation?: Pick<OperationDto, 'kind' | 'reversedBy'>) =>
    holds(actor, 'operation:reverse') &&
    (operation === undefined || (operation.kind !== 'reversal' && operation.reversedBy === null)),
};

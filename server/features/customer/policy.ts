import type { Actor } from '#server/shared/actor.ts';
import { holds } from '#server/shared/actor.ts';
import type { CustomerRowDto } from './schema.ts';

type Who = Pick<Actor, 'role'>;
type What = Pick<CustomerRowDto, 'locked'>;
type Resettable = Pick<CustomerRowDto, 'locked' | 'passwordStatus'>;

/**
 * What an actor may do with a customer whom they may see: the same sentences for the server's guard
 * and for the button. State ("already locked") is the domain's matter; whether an action is offered
 * is said here.
 */
export const can = {
  view: (actor: Who) => holds(actor, 'customer:view'),
  create: (actor: Who) => holds(actor, 'customer:create'),
  /** A lock is no obstacle: it ends the customer's access, not the company's records. */
  edit: (actor: Who) => holds(actor, 'customer:edit'),
  /** A link to set a password, for one who waits for it. */
  sendLink: (actor: Who, customer?: Resettable) =>
    holds(actor, 'customer:edit') &&
    (customer === undefined || (customer.locked === null && customer.passwordStatus === 'reset')),
  /** Whether orders and the balance allow it is the domain's matter. */
  remove: (actor: Who) => holds(actor, 'customer:remove'),
  export: (actor: Who) => holds(actor, 'customer:export'),
  lock: (actor: Who, customer?: What) => holds(actor, 'customer:lock') && !customer?.locked,
  unlock: (actor: Who, customer?: What) =>
    holds(actor, 'customer:unlock') && (customer === undefined || customer.locked !== null),
};

import type { Actor } from '#server/shared/actor.ts';
import { holds } from '#server/shared/actor.ts';
import type { Lease } from '#server/shared/presence.ts';

type Who = Pick<Actor, 'role'>;

export const can = {
  view: (actor: Who) => holds(actor, 'presence:view'),
  /** Whoever sees colleagues is seen by them. */
  show: (actor: Who) => holds(actor, 'presence:view') && holds(actor, 'customer:view'),
};

/** Readers of one company with equal keys see the same of every lease. */
export function readerClassOf(actor: Pick<Actor, 'role' | 'companyId'>): string {
  return `${actor.companyId}:${actor.role}`;
}

/** What this reader may see of a lease of their own company: it, or null. */
export function viewFor(actor: Who): (lease: Lease) => Lease | null {
  const isAllowed = can.view(actor) && holds(actor, 'customer:view');
  return (lease) => (isAllowed ? lease : null);
}

import type { Actor } from '#server/shared/actor.ts';
import { holds } from '#server/shared/actor.ts';
import type { EventEnvelope } from '#server/shared/event.ts';
import type { Permission } from '#server/shared/permissions.ts';

type Who = Pick<Actor, 'role'>;

export const can = {
  view: (actor: Who) => holds(actor, 'event:view'),
};

/** Told to those alone who may do something about it: that a letter was ordered is no colleague's business. */
const permissionByType: Record<string, Permission> = {
  'user.letterFailed': 'user:create',
  'user.letterDelivered': 'user:create',
};

/** What it takes to hear of any other event, by the noun of its type; a noun that is missing is not told. */
const permissionByNoun: Record<string, Permission> = {
  customer: 'customer:view',
  operation: 'operation:view',
  order: 'order:view',
  user: 'user:view',
  session: 'user:view',
  view: 'customer:view',
  batch: 'customer:view',
  export: 'customer:view',
  // Every page is built from what the company has set.
  company: 'customer:view',
  prro: 'prro:configure',
};

/** Told to nobody: they only steer connections, or concern one person alone. */
const privateTypes: ReadonlySet<string> = new Set([
  'user.passwordChanged',
  'user.passwordLinkRequested',
  'view.keptPrivately',
]);

/**
 * Told as a bare fact, without what it was: a person's own pages then ask anew, and a list of users
 * knows that somebody signed in. Addresses, sessions and tastes are no colleague's business.
 */
const bareTypes: ReadonlySet<string> = new Set([
  'session.started',
  'session.ended',
  'user.lookChosen',
]);

/** Readers of one company with equal keys see the same of every event. */
export function readerClassOf(actor: Pick<Actor, 'role' | 'companyId'>): string {
  return `${actor.companyId}:${actor.role}`;
}

/** Whether the reader hears of events of a type at all: lists ask for these alone. */
export function canHearOf(actor: Who, type: string): boolean {
  const permission = permissionByType[type] ?? permissionByNoun[type.slice(0, type.indexOf('.'))];
  return permission !== undefined && !privateTypes.has(type) && holds(actor, permission);
}

/**
 * What this reader may see of an event of their own company: it, or null. Never changes the event.
 * Which settings changed, and from what, is for those who may set them; what pages show is for all.
 */
export function viewFor(actor: Who): (event: EventEnvelope) => EventEnvelope | null {
  const mayConfigure = holds(actor, 'company:configure');
  return (event) => {
    if (!canHearOf(actor, event.type)) return null;
    if (bareTypes.has(event.type)) return { ...event, changes: [], data: {} };
    return event.type === 'company.edited' && !mayConfigure ? { ...event, changes: [] } : event;
  };
}

import type { Actor } from '#server/shared/actor.ts';
import { holds } from '#server/shared/actor.ts';
import type { EventEnvelope } from '#server/shared/event.ts';
import type { Permission } from '#server/shared/permissions.ts';

type Who = Pick<Actor, 'role'>;

export const can = {
  view: (actor: Who) => holds(actor, 'event:view'),
};

/** What it takes to hear of an event, by the noun of its type; a noun that is missing is not told. */
const permissionByNoun: Record<string, Permission> = {
  customer: 'customer:view',
  operation: 'operation:view',
  order: 'order:view',
  user: 'user:view',
  view: 'customer:view',
  batch: 'customer:view',
  export: 'customer:view',
};

/** Told to nobody: they only steer connections, or concern one person alone. */
const privateTypes: ReadonlySet<string> = new Set([
  'user.languageChosen',
  'user.lockedOut',
  'user.passwordChanged',
  'user.passwordLinkRequested',
  'view.keptPrivately',
]);

/** Readers of one company with equal keys see the same of every event. */
export function readerClassOf(actor: Pick<Actor, 'role' | 'companyId'>): string {
  return `${actor.companyId}:${actor.role}`;
}

/** Whether the reader hears of events of a type at all: lists ask for these alone. */
export function canHearOf(actor: Who, type: string): boolean {
  const permission = permissionByNoun[type.slice(0, type.indexOf('.'))];
  return permission !== undefined && !privateTypes.has(type) && holds(actor, permission);
}

/** What this reader may see of an event of their own company: it, or null. Never changes the event. */
export function viewFor(actor: Who): (event: EventEnvelope) => EventEnvelope | null {
  return (event) => (canHearOf(actor, event.type) ? event : null);
}

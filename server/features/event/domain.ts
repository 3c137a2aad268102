/**
 * What an event means for the connections of the one it is about, which the hub asks of every event
 * in every process; and what the kinds that a reader asks for are made of. Pure.
 */
import type { EventEnvelope } from '#server/shared/event.ts';
import type { Revocation } from '#server/shared/session-end.ts';
import { sessionEvents } from '#server/features/session/events.ts';
import { userEvents } from '#server/features/user/events.ts';
import { eventCatalogue, eventKinds } from './schema.ts';
import type { EventKind, EventType } from './schema.ts';

/** The connections that end with this event, or null. */
export function revocationOf(event: EventEnvelope): Revocation | null {
  if (event.subject.type !== 'user') return null;
  const userId = event.subject.id;
  if (event.type === 'user.blocked') {
    return { userId, sessionHashes: null, keptHash: null, reason: 'blocked' };
  }
  if (event.type === 'session.ended') {
    return { userId, ...sessionEvents['session.ended'].parse(event.data) };
  }
  return null;
}

/** The user whose rights are others after this event, or null. Their sessions stay. */
export function rightsChangeOf(event: EventEnvelope): number | null {
  return event.type === 'user.roleChanged' ? event.subject.id : null;
}

/** Whose name is another from this event on, or null: open tabs are shown under it. */
export function renamingOf(event: EventEnvelope): { userId: number; name: string } | null {
  if (event.type !== 'user.profileEdited') return null;
  const { name } = userEvents['user.profileEdited'].parse(event.data);
  return { userId: event.subject.id, name };
}

/** The values of all that was told of a customer before are gone from the log with this event. */
export function isErasure({ type }: EventEnvelope): boolean {
  return type === 'customer.removed';
}

/** From here on the company's sessions end earlier or later: open connections are asked after. */
export function isLengthChange({ type, changes }: EventEnvelope): boolean {
  return type === 'company.edited' && changes.some(({ field }) => lengthFields.has(field));
}
const lengthFields: ReadonlySet<string> = new Set(['sessionIdleHours', 'sessionAbsoluteDays']);

/** Operations are the company's accounts, and stay. */
export function isErasable({ type }: EventEnvelope): boolean {
  return type.startsWith('customer.') && type !== 'customer.removed';
}

const allTypes = Object.keys(eventCatalogue) as EventType[];

/** The types of the kinds asked for; of all kinds if none is. */
export function typesOf(kinds: readonly EventKind[] = []): EventType[] {
  return kinds.length === 0 ? allTypes : kinds.flatMap((kind) => eventKinds[kind]);
}

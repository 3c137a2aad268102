import { useSyncExternalStore } from 'react';
import type { TandemEvent } from '#server/features/event/schema.ts';
import type { EventAuthor, SubjectType } from '#server/shared/event.ts';

/** A colleague's change that is pointed out for two seconds. */
export interface RecentChange {
  author: EventAuthor | null;
  /** ISO 8601 */
  at: string;
  eventId: string;
  fields: readonly string[];
}

export const highlightMs = 2000;

const changes = new Map<string, RecentChange[]>();
const listeners = new Set<() => void>();

function keyOf(type: SubjectType, id: number): string {
  return `${type}:${id}`;
}

function tell() {
  for (const listener of listeners) listener();
}

/** Fed by the dispatcher, with colleagues' events alone. */
export function noteChange(event: TandemEvent) {
  const key = keyOf(event.subject.type, event.subject.id);
  const change: RecentChange = {
    author: event.author,
    at: event.time,
    eventId: event.id,
    fields: event.changes.map(({ field }) => field),
  };
  changes.set(key, [...(changes.get(key) ?? []), change]);
  tell();
  setTimeout(() => {
    const rest = (changes.get(key) ?? []).filter((other) => other !== change);
    if (rest.length > 0) changes.set(key, rest);
    else changes.delete(key);
    tell();
  }, highlightMs);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The latest change of a subject (or of one of its fields) by a colleague, while it is fresh. */
export function useRecentChange(
  type: SubjectType,
  id: number,
  field?: string,
): RecentChange | null {
  return useSyncExternalStore(
    subscribe,
    () => latest(type, id, field),
    () => null,
  );
}

function latest(type: SubjectType, id: number, field: string | undefined): RecentChange | null {
  const fresh = changes.get(keyOf(type, id)) ?? [];
  return fresh.findLast((change) => field === undefined || change.fields.includes(field)) ?? null;
}

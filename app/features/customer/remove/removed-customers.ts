/**
 * Who was removed while this tab was open. Invariant: nothing that is cached about them is shown
 * again. What is on screen at that moment goes with its page, which is told here; the rows of lists
 * are the list's own matter.
 */
import type { Query, QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { cachedQueries } from '#app/lib/cached-queries.ts';
import type { EventContext } from '#app/realtime/event-handler.ts';
import type { DraftRowDto } from '#server/features/draft/schema.ts';
import type { TandemEvent } from '#server/features/event/schema.ts';

export interface Removal {
  login: string;
  by: string | null;
  /** ISO 8601 */
  at: string;
}

const removals = new Map<number, Removal>();
const listeners = new Set<() => void>();

export function removedEventHandler(
  event: TandemEvent,
  { queryClient, isEcho }: EventContext,
): void {
  if (event.type !== 'customer.removed') return;
  const customerId = event.subject.id;
  dropCustomer(queryClient, customerId);
  // Whoever removes one leaves the page on their own.
  if (isEcho || removals.has(customerId)) return;
  const { login } = event.data;
  removals.set(customerId, { login, by: event.author?.name ?? null, at: event.time });
  for (const listener of listeners) listener();
}

/** Forgets all that nobody looks at. */
export function dropCustomer(queryClient: QueryClient, customerId: number): void {
  queryClient.removeQueries({
    type: 'inactive',
    predicate: (query) => isAbout(query, customerId),
  });
  for (const { key, data } of cachedQueries<unknown, DraftRowDto[]>(queryClient, [
    'draft',
    'list',
  ])) {
    const rest = data.filter((row) => row.customerId !== customerId);
    if (rest.length < data.length) queryClient.setQueryData(key, rest);
  }
}

function isAbout({ queryKey }: Query, customerId: number): boolean {
  const [, options] = queryKey as [unknown, { input?: { customerId?: unknown } }?];
  return options?.input?.customerId === customerId;
}

/** Null as long as the customer is there. */
export function useRemoval(customerId: number): Removal | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => removals.get(customerId) ?? null,
    () => null,
  );
}

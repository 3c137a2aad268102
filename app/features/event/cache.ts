/**
 * Keeps the activity of a customer current: a new event goes on top of what is cached.
 * Invariant: each event stands there once, newest first. It doesn't touch older pages.
 */
import type { QueryClient } from '@tanstack/react-query';
import type { EventPageDto, ListEventsInput, TandemEvent } from '#server/features/event/schema.ts';
import { cachedQueries, newness } from '#app/lib/cached-queries.ts';

export function activityEventHandler(
  event: TandemEvent,
  { queryClient }: { queryClient: QueryClient },
): void {
  if (event.subject.type !== 'customer') return;
  for (const { key, input, data } of cachedQueries<ListEventsInput, EventPageDto>(queryClient, [
    'event',
    'list',
  ])) {
    if (input.customerId !== event.subject.id || input.beforeVersion !== undefined) continue;
    const newest = data.rows[0];
    // A customer without any event has no version to compare with: the first one simply comes in.
    const step = newest === undefined ? 'next' : newness(event.version, newest.version);
    if (step === 'next') queryClient.setQueryData(key, { ...data, rows: [event, ...data.rows] });
    if (step === 'gap') void queryClient.invalidateQueries({ queryKey: key, exact: true });
  }
}

/**
 * Keeps what is shown of a customer's past current: a new event goes on top of the lists that ask
 * for it, its author among those to choose from, and it is the last change of the fields it names.
 * Invariant: each event stands in a list once, newest first, and only where the filter asks for it.
 * It doesn't touch older pages. That an event was missed shows in the whole activity, which every
 * page of a customer holds: a filtered list has no versions to count.
 */
import type { QueryClient } from '@tanstack/react-query';
import type {
  AuthorDto,
  EventPageDto,
  ListAuthorsInput,
  ListEventsInput,
  ListOrderEventsInput,
  TandemEvent,
} from '#server/features/event/schema.ts';
import { cachedQueries, newness } from '#app/lib/cached-queries.ts';
import { asksForAll, isAskedFor } from './activity-filter.ts';
import { patchLastChanges } from './last-change-cache.ts';

type DayOf = (iso: string) => string;
const dayReaders = new WeakMap<QueryClient, DayOf>();

/** Tells the cache the company's calendar, which decides the period an event belongs to. */
export function provideCalendar(queryClient: QueryClient, dayOf: DayOf): void {
  dayReaders.set(queryClient, dayOf);
}

interface Context {
  queryClient: QueryClient;
  isReplay: boolean;
}

export function activityEventHandler(event: TandemEvent, context: Context): void {
  if (event.subject.type === 'order') patchOrderHistory(event, context.queryClient);
  if (event.subject.type !== 'customer') return;
  patchLists(event, context.queryClient);
  patchAuthors(event, context.queryClient);
  patchLastChanges(event, context);
}

function patchLists(event: TandemEvent, queryClient: QueryClient): void {
  const dayOf = dayReaders.get(queryClient);
  const firstPages = cachedQueries<ListEventsInput, EventPageDto>(queryClient, ['event', 'list'])
    .filter(({ input }) => input.customerId === event.subject.id)
    .filter(({ input }) => input.beforeVersion === undefined);
  for (const { key, input, data } of firstPages) {
    const newest = data.rows[0];
    // A list without any event has no version to compare with: the first one simply comes in.
    const step = newest === undefined ? 'next' : newness(event.version, newest.version);
    if (step === 'known') continue;
    if (step === 'gap' && asksForAll(input)) {
      for (const { key: behind } of firstPages) readAnew(queryClient, behind);
      return;
    }
    if (dayOf === undefined && !asksForAll(input)) readAnew(queryClient, key);
    else if (isAskedFor(input, event, dayOf ?? String)) {
      queryClient.setQueryData(key, { ...data, rows: [event, ...data.rows] });
    }
  }
}

/** An order's history is read whole: a gap in its versions is one in the list. */
function patchOrderHistory(event: TandemEvent, queryClient: QueryClient): void {
  for (const { key, input, data } of cachedQueries<ListOrderEventsInput, TandemEvent[]>(
    queryClient,
    ['event', 'listOfOrder'],
  )) {
    if (input.orderId !== event.subject.id) continue;
    // Orders begin with version 1, of which nothing is told.
    const step = newness(event.version, data[0]?.version ?? 1);
    if (step === 'gap') readAnew(queryClient, key);
    if (step === 'next') queryClient.setQueryData(key, [event, ...data]);
  }
}

function readAnew(queryClient: QueryClient, queryKey: readonly unknown[]): void {
  void queryClient.invalidateQueries({ queryKey, exact: true });
}

/** Who wrote for the first time can be chosen from then on. */
function patchAuthors({ subject, author }: TandemEvent, queryClient: QueryClient): void {
  if (author === null) return;
  for (const { key, input, data } of cachedQueries<ListAuthorsInput, AuthorDto[]>(queryClient, [
    'event',
    'listAuthors',
  ])) {
    if (input.customerId !== subject.id || data.some(({ id }) => id === author.id)) continue;
    queryClient.setQueryData(key, [...data, author]);
  }
}

/**
 * What the activity is narrowed to: the address, the question to the server and the test of a new
 * event say the same. Pure: no clock, no time zone of the browser.
 */
import type { Days } from '#app/lib/days.ts';
import { addDays, isWithin, readDays } from '#app/lib/days.ts';
import type { EventKind, ListEventsInput, TandemEvent } from '#server/features/event/schema.ts';
import { eventKindNames, eventKinds } from '#server/features/event/schema.ts';

export const activityPresets = ['today', '7d', '30d'] as const;
export type ActivityPreset = (typeof activityPresets)[number];

export interface ActivityFilter {
  /** None = all. */
  kinds: readonly EventKind[];
  authorId: number | null;
  /** A preset, two days of one's own, or null for all time. */
  period: ActivityPreset | Days | null;
}

/** Reads the address; what means nothing is left out, never an error page. */
export function readFilter(search: URLSearchParams): ActivityFilter {
  const asked = search.getAll('kind');
  const author = Number(search.get('author'));
  const named = search.get('period');
  return {
    kinds: eventKindNames.filter((kind) => asked.includes(kind)),
    authorId: Number.isInteger(author) && author > 0 && author <= 2_147_483_647 ? author : null,
    period: readDays(search) ?? activityPresets.find((preset) => preset === named) ?? null,
  };
}

export function writeFilter({ kinds, authorId, period }: ActivityFilter): URLSearchParams {
  const search = new URLSearchParams();
  // All kinds together are no filter.
  if (kinds.length < eventKindNames.length) for (const kind of kinds) search.append('kind', kind);
  if (authorId !== null) search.set('author', String(authorId));
  if (typeof period === 'string') search.set('period', period);
  else {
    if (period?.from !== undefined) search.set('from', period.from);
    if (period?.to !== undefined) search.set('to', period.to);
  }
  return search;
}

export function isFiltered(filter: ActivityFilter): boolean {
  return filter.kinds.length > 0 || filter.authorId !== null || filter.period !== null;
}

const daysBefore: Record<ActivityPreset, number> = { today: 0, '7d': 6, '30d': 29 };

/** The days to ask for; `today` is the company's. A preset has no end: what happens next belongs to it. */
export function daysOf(period: ActivityFilter['period'], today: string): Days {
  if (period === null) return {};
  return typeof period === 'string' ? { from: addDays(today, -daysBefore[period]) } : period;
}

/** One input for the loader and the screen: the same key in the cache. */
export function activityInput(
  customerId: number,
  { kinds, authorId, period }: ActivityFilter,
  today: string,
): ListEventsInput {
  return {
    customerId,
    ...(kinds.length === 0 ? {} : { kinds: [...kinds] }),
    ...(authorId === null ? {} : { authorId }),
    ...daysOf(period, today),
  };
}

/** Whether an event belongs to what was asked for; `dayOf` is the company's calendar. */
export function isAskedFor(
  { kinds, authorId, from, to }: ListEventsInput,
  event: TandemEvent,
  dayOf: (iso: string) => string,
): boolean {
  if (kinds !== undefined && kinds.length > 0) {
    const types: readonly string[] = kinds.flatMap((kind) => [...eventKinds[kind]]);
    if (!types.includes(event.type)) return false;
  }
  if (authorId !== undefined && event.author?.id !== authorId) return false;
  if (from === undefined && to === undefined) return true;
  return isWithin({ from, to }, dayOf(event.time));
}

/** Whether it is the whole activity. */
export function asksForAll({ kinds, authorId, from, to }: ListEventsInput): boolean {
  const isOfAllKinds = kinds === undefined || kinds.length === 0;
  return isOfAllKinds && authorId === undefined && from === undefined && to === undefined;
}

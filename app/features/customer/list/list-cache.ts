/**
 * Keeps the cached pages of the list current. Invariant: a row only ever moves to a newer version and
 * stays where it is; who left, came, or was removed is noted beside the rows (news.ts).
 */
import type { QueryClient } from '@tanstack/react-query';
import { cachedQueries, newness } from '#app/lib/cached-queries.ts';
import type { CustomerRowDto, ListCustomersQuery } from '#server/features/customer/schema.ts';
import type { TandemEvent } from '#server/features/event/schema.ts';
import { changed } from '../changed-customer.ts';
import { effectOf } from './effect-of.ts';
import type { AskedList } from './list-asker.ts';
import { askedList, askerOf } from './list-asker.ts';
import type { RowChange } from './match-row.ts';
import { stillMatches } from './match-row.ts';
import type { ListedPage } from './news.ts';
import {
  newsOf,
  withChangedRow,
  withEntered,
  withGone,
  withPresence,
  withRemoved,
} from './news.ts';

export const listProcedure = ['customer', 'list'] as const;

/** One cached page, on its way to the next state. */
interface Listed {
  queryClient: QueryClient;
  key: readonly unknown[];
  input: Partial<ListCustomersQuery>;
  page: ListedPage;
}

function listedPages(queryClient: QueryClient): Listed[] {
  return cachedQueries<Partial<ListCustomersQuery>, ListedPage>(queryClient, listProcedure).map(
    ({ key, input, data }) => ({
      queryClient,
      key,
      input,
      // From now on this listing can be told from the next one.
      page: { ...data, news: newsOf(data) },
    }),
  );
}

/** @returns whether a listed row missed a change and has to be read anew */
export function patchLists(
  queryClient: QueryClient,
  event: TandemEvent,
  isReplay: boolean,
): boolean {
  let isBehind = false;
  for (const listed of listedPages(queryClient)) {
    const row = listed.page.rows.find(({ id }) => id === event.subject.id);
    // Whether a replayed change of somebody else is in the total already can't be told.
    if (row === undefined && !isReplay) patchOthers(listed, event);
    if (row === undefined) continue;
    if (event.type === 'customer.removed') {
      put(listed, withRemoved(listed.page, row.id, event.author?.name ?? null));
      continue;
    }
    const step = newness(event.version, row.version);
    if (step === 'gap') isBehind = true;
    if (step !== 'next') continue;
    const touched = event.changes.map(({ field }) => field);
    patchRow(listed, { row: changed(row, event), touched });
  }
  return isBehind;
}

/** What the server just answered, wherever that customer is listed; an older answer is dropped. */
export function putListedRow(queryClient: QueryClient, row: CustomerRowDto) {
  for (const listed of listedPages(queryClient)) {
    const shown = listed.page.rows.find(({ id }) => id === row.id);
    if (shown === undefined || row.version < shown.version) continue;
    patchRow(listed, { row, touched: null });
  }
}

/** The customer can't be read any more: removed, although no event has said by whom yet. */
export function noteListedGone(queryClient: QueryClient, customerId: number) {
  for (const listed of listedPages(queryClient)) {
    put(listed, withRemoved(listed.page, customerId, null));
  }
}

function put({ queryClient, key, page }: Listed, next: ListedPage) {
  if (next !== page) queryClient.setQueryData(key, next);
}

function patchRow(listed: Listed, change: RowChange) {
  const list = askedList(listed, listed.page);
  const page = withChangedRow(listed.page, change.row);
  const isIn = stillMatches(list.question, change, new Date());
  put(listed, isIn === null ? page : withPresence(page, change.row.id, isIn));
  if (isIn === null) askerOf(listed.queryClient)?.askRow(list, change.row.id);
}

function isOpen({ question: { search, filter } }: AskedList): boolean {
  return search === '' && Object.keys(filter).length === 0;
}

/** The change of a customer who is not on this page. */
function patchOthers(listed: Listed, event: TandemEvent) {
  const { page } = listed;
  const { id } = event.subject;
  const list = askedList(listed, page);
  const asker = askerOf(listed.queryClient);
  const isKnown = page.news?.entered[id] !== undefined;
  if (event.type === 'customer.removed') {
    if (isKnown) put(listed, withEntered(page, id, false));
    else if (isOpen(list)) put(listed, withGone(page));
    else asker?.askCount(list);
    if (!isKnown && !isOpen(list)) keepListing(listed);
    return;
  }
  const effect = effectOf(event, list.question);
  if (effect === null) return;
  if (effect.after === false && isKnown) put(listed, withEntered(page, id, false));
  else if (effect.after === true && isOpen(list)) put(listed, withEntered(page, id, true));
  else {
    keepListing(listed);
    asker?.askEffect(list, id, isKnown ? { ...effect, before: false } : effect);
  }
}

/** So that the answer finds the listing that it was asked for. */
function keepListing({ queryClient, key, page }: Listed) {
  queryClient.setQueryData(key, page);
}

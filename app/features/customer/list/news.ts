import type { CustomerPageDto, CustomerRowDto } from '#server/features/customer/schema.ts';

/**
 * What happened to a result since the server listed it, kept with the cached page: a page that is
 * listed anew has none. Nothing of it moves a row; the reader says when.
 */
export interface ListNews {
  /** Tells this listing from the next one, for answers that come late. */
  listing: number;
  /** As the server listed them, of the rows that have changed since. */
  originals: Readonly<Record<number, CustomerRowDto>>;
  /** On this page, no longer in the result. */
  left: Readonly<Record<number, true>>;
  /** On this page, removed by somebody (null: unknown by whom). */
  removed: Readonly<Record<number, { by: string | null }>>;
  /** Not on this page, in the result since. */
  entered: Readonly<Record<number, true>>;
}

export interface ListedPage extends CustomerPageDto {
  news?: ListNews;
}

let listings = 0;

export function newsOf(page: ListedPage): ListNews {
  if (page.news) return page.news;
  listings += 1;
  return { listing: listings, originals: {}, left: {}, removed: {}, entered: {} };
}

/** A number that stopped at "10,000+" stays there. */
function withTotal(page: ListedPage, difference: number): ListedPage {
  if (page.totalIsCapped || difference === 0) return page;
  return { ...page, total: Math.max(page.total + difference, 0) };
}

function without<Value>(marks: Readonly<Record<number, Value>>, id: number) {
  const { [id]: _gone, ...rest } = marks;
  return rest;
}

/** The row in its place, with what it was when it was listed. */
export function withChangedRow(page: ListedPage, row: CustomerRowDto): ListedPage {
  const news = newsOf(page);
  const listed = page.rows.find(({ id }) => id === row.id);
  if (listed === undefined) return page;
  const originals = { [row.id]: listed, ...news.originals };
  const rows = page.rows.map((each) => (each === listed ? row : each));
  return { ...page, rows, news: { ...news, originals } };
}

/** A row of this page is in the result, or no longer; the total follows. */
export function withPresence(page: ListedPage, id: number, isIn: boolean): ListedPage {
  const news = newsOf(page);
  const wasIn = news.left[id] === undefined;
  if (wasIn === isIn || news.removed[id] !== undefined) return page;
  const left = isIn ? without(news.left, id) : { ...news.left, [id]: true as const };
  return withTotal({ ...page, news: { ...news, left } }, isIn ? 1 : -1);
}

/** A customer of another page came into the result, or went. */
export function withEntered(page: ListedPage, id: number, isIn: boolean): ListedPage {
  const news = newsOf(page);
  const wasIn = news.entered[id] !== undefined;
  if (wasIn === isIn || page.rows.some((row) => row.id === id)) return page;
  const entered = isIn ? { ...news.entered, [id]: true as const } : without(news.entered, id);
  return withTotal({ ...page, news: { ...news, entered } }, isIn ? 1 : -1);
}

/** Somebody removed a customer of this page: the row stays, grey, until the page is listed anew. */
export function withRemoved(page: ListedPage, id: number, by: string | null): ListedPage {
  const news = newsOf(page);
  if (news.removed[id] !== undefined || !page.rows.some((row) => row.id === id)) return page;
  const wasIn = news.left[id] === undefined;
  const removed = { ...news.removed, [id]: { by } };
  const next = { ...page, news: { ...news, removed, left: without(news.left, id) } };
  return withTotal(next, wasIn ? -1 : 0);
}

/** A customer of another page is no longer in the result. */
export function withGone(page: ListedPage): ListedPage {
  return withTotal(page, -1);
}

/** The total as the server just counted it. */
export function withCountedTotal(
  page: ListedPage,
  counted: Pick<CustomerPageDto, 'total' | 'totalIsCapped'>,
): ListedPage {
  const { total, totalIsCapped } = counted;
  return { ...page, total, totalIsCapped, news: newsOf(page) };
}

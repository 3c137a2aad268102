import type { ListCustomersQuery } from '#server/features/customer/schema.ts';
import { customerSortKeys, filterNames, pageSizes } from '#server/shared/customer-filter.ts';
import { isRowNumber } from '#server/shared/row-number.ts';
import { readFilter, readSearch } from './filter/read-filter.ts';

/** What the list shows until the reader chooses; the same as the schema's. */
const defaults: ListCustomersQuery = {
  search: '',
  filter: {},
  sort: 'id',
  direction: 'asc',
  pageSize: 10,
};

/**
 * Reads the list's state from the address; a part that makes no sense counts as not given, so that
 * an old or mistyped link still opens a list. The loader and the screen read it alike: one key.
 * @param pageSize the reader's own, where the address names none
 */
export function readListParams(
  search: URLSearchParams,
  pageSize: ListCustomersQuery['pageSize'] = defaults.pageSize,
): ListCustomersQuery {
  const cursor = search.get('cursor');
  const wantedSize = Number(search.get('pageSize'));
  return {
    search: readSearch(search.get('search') ?? ''),
    filter: readFilter(search),
    sort: customerSortKeys.find((key) => key === search.get('sort')) ?? defaults.sort,
    direction: search.get('direction') === 'desc' ? 'desc' : 'asc',
    pageSize: pageSizes.find((size) => size === wantedSize) ?? pageSize,
    ...(cursor === null || cursor.length > 1000 ? {} : { cursor }),
  };
}

/**
 * The address of a list; what is as usual is left out. Any change but of the page starts anew.
 * @param pageSize what the reader has where the address names none; null writes it in any case
 */
export function writeListParams(
  params: ListCustomersQuery,
  pageSize: ListCustomersQuery['pageSize'] | null = defaults.pageSize,
): URLSearchParams {
  const search = new URLSearchParams();
  if (params.search !== '') search.set('search', params.search);
  for (const name of filterNames) {
    const value = params.filter[name];
    if (value !== undefined) search.set(name, value === true ? '1' : String(value));
  }
  if (params.sort !== defaults.sort) search.set('sort', params.sort);
  if (params.direction !== defaults.direction) search.set('direction', params.direction);
  if (params.pageSize !== pageSize) search.set('pageSize', String(params.pageSize));
  if (params.cursor !== undefined) search.set('cursor', params.cursor);
  return search;
}

/** The same list with something changed, from its first page. */
export function withListParams(
  params: ListCustomersQuery,
  change: Partial<Omit<ListCustomersQuery, 'cursor'>>,
): ListCustomersQuery {
  const { cursor: _left, ...rest } = params;
  return { ...rest, ...change };
}

const viewParam = 'view';
/** The whole list by choice: the default view does not open in its place. */
const noView = 'all';

export type ChosenView = number | typeof noView | null;

/** Which saved view the address names; its question stands in the address as well. */
export function readChosenView(search: URLSearchParams): ChosenView {
  const text = search.get(viewParam);
  if (text === noView) return noView;
  const id = Number(text ?? 'none');
  return isRowNumber(id) ? id : null;
}

export function withChosenView(search: URLSearchParams, view: ChosenView): URLSearchParams {
  const next = new URLSearchParams(search);
  if (view === null) next.delete(viewParam);
  else next.set(viewParam, String(view));
  return next;
}

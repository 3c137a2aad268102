import type { ListCustomersQuery } from '#server/features/customer/schema.ts';
import { customerSortKeys, pageSizes } from '#server/features/customer/schema.ts';

/** What the list shows until the reader chooses; the same as the schema's, without the schema. */
const defaults: ListCustomersQuery = { search: '', sort: 'id', direction: 'asc', pageSize: 10 };

/**
 * Reads the list's state from the address; a part that makes no sense counts as not given, so that
 * an old or mistyped link still opens a list. The loader and the screen read it alike: one key.
 */
export function readListParams(search: URLSearchParams): ListCustomersQuery {
  const cursor = search.get('cursor');
  const pageSize = Number(search.get('pageSize'));
  return {
    search: (search.get('search') ?? '').trim().slice(0, 200),
    sort: customerSortKeys.find((key) => key === search.get('sort')) ?? defaults.sort,
    direction: search.get('direction') === 'desc' ? 'desc' : 'asc',
    pageSize: pageSizes.find((size) => size === pageSize) ?? defaults.pageSize,
    ...(cursor === null || cursor.length > 1000 ? {} : { cursor }),
  };
}

/** The address of a list; what is as usual is left out. Any change but of the page starts anew. */
export function writeListParams(params: ListCustomersQuery): URLSearchParams {
  const search = new URLSearchParams();
  if (params.search !== '') search.set('search', params.search);
  if (params.sort !== defaults.sort) search.set('sort', params.sort);
  if (params.direction !== defaults.direction) search.set('direction', params.direction);
  if (params.pageSize !== defaults.pageSize) search.set('pageSize', String(params.pageSize));
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

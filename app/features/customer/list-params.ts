import type { ListCustomersQuery } from '#server/features/customer/schema.ts';
import type { CustomerFilter } from '#server/shared/customer-filter.ts';
import {
  customerFilter,
  customerSortKeys,
  filterNames,
  pageSizes,
} from '#server/shared/customer-filter.ts';

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
    search: (search.get('search') ?? '').trim().slice(0, 200),
    filter: readFilter(search),
    sort: customerSortKeys.find((key) => key === search.get('sort')) ?? defaults.sort,
    direction: search.get('direction') === 'desc' ? 'desc' : 'asc',
    pageSize: pageSizes.find((size) => size === wantedSize) ?? pageSize,
    ...(cursor === null || cursor.length > 1000 ? {} : { cursor }),
  };
}

/** Each filter is a parameter under its own name; lists are parted by commas. */
function readFilter(search: URLSearchParams): CustomerFilter {
  const found = filterNames.flatMap((name) => {
    const text = search.get(name);
    if (text === null) return [];
    const { success, data } = customerFilter.shape[name].safeParse(typedValue(name, text));
    return success && data !== undefined ? [[name, data] as const] : [];
  });
  return Object.fromEntries(found) as CustomerFilter;
}

function typedValue(name: keyof CustomerFilter, text: string): unknown {
  if (name === 'id' || name === 'organizationId') return Number(text);
  if (name === 'tagIds') return text.split(',').map(Number);
  if (name === 'statuses') return text.split(',');
  if (name === 'onlyActive') return text === '1';
  return text;
}

/** The address of a list; what is as usual is left out. Any change but of the page starts anew. */
export function writeListParams(params: ListCustomersQuery): URLSearchParams {
  const search = new URLSearchParams();
  if (params.search !== '') search.set('search', params.search);
  for (const name of filterNames) {
    const value = params.filter[name];
    if (value !== undefined) search.set(name, value === true ? '1' : String(value));
  }
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

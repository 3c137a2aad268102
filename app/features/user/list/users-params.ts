import type { ListUsersQuery } from '#server/features/user/schema.ts';
import { listUsersInput, userSortKeys, userStatuses } from '#server/features/user/schema.ts';
import { pageSizes } from '#server/shared/customer-filter.ts';
import { roles } from '#server/shared/permissions.ts';

/** What the list shows until the reader chooses; the same as the schema's. */
const defaults = { search: '', sort: 'name', direction: 'asc', page: 1, pageSize: 10 } as const;

/**
 * Reads the list's state from the address; a part that makes no sense counts as not given.
 * @param pageSize the reader's own, where the address names none
 */
export function readUsersParams(
  search: URLSearchParams,
  pageSize: ListUsersQuery['pageSize'] = defaults.pageSize,
): ListUsersQuery {
  const role = roles.find((each) => each === search.get('role'));
  const status = userStatuses.find((each) => each === search.get('status'));
  const wantedSize = Number(search.get('pageSize'));
  const page = listUsersInput.shape.page.safeParse(Number(search.get('page') ?? 1));
  const text = listUsersInput.shape.search.safeParse(search.get('search') ?? '');
  return {
    search: text.success ? text.data : '',
    ...(role === undefined ? {} : { role }),
    ...(status === undefined ? {} : { status }),
    ...(search.get('withoutPassword') === '1' ? { withoutPassword: true } : {}),
    sort: userSortKeys.find((key) => key === search.get('sort')) ?? defaults.sort,
    direction: search.get('direction') === 'desc' ? 'desc' : 'asc',
    page: page.success ? page.data : 1,
    pageSize: pageSizes.find((size) => size === wantedSize) ?? pageSize,
  };
}

/** The address of a list; what is as usual is left out. */
export function writeUsersParams(
  params: ListUsersQuery,
  pageSize: ListUsersQuery['pageSize'] = defaults.pageSize,
): URLSearchParams {
  const search = new URLSearchParams();
  if (params.search !== '') search.set('search', params.search);
  if (params.role !== undefined) search.set('role', params.role);
  if (params.status !== undefined) search.set('status', params.status);
  if (params.withoutPassword === true) search.set('withoutPassword', '1');
  if (params.sort !== defaults.sort) search.set('sort', params.sort);
  if (params.direction !== defaults.direction) search.set('direction', params.direction);
  if (params.page !== 1) search.set('page', String(params.page));
  if (params.pageSize !== pageSize) search.set('pageSize', String(params.pageSize));
  return search;
}

export function isNarrowed({ search, role, status, withoutPassword }: ListUsersQuery): boolean {
  return (
    search !== '' || role !== undefined || status !== undefined || withoutPassword !== undefined
  );
}

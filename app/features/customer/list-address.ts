import { useLocation, useNavigation, useSearchParams } from '@remix-run/react';
import { trpc } from '#app/lib/trpc.ts';
import type { ListCustomersQuery } from '#server/features/customer/schema.ts';
import type { ChosenView } from './list-params.ts';
import { readChosenView, readListParams, withChosenView, writeListParams } from './list-params.ts';

export interface ListAddress {
  /** The address's query for a list, under the view that is chosen now or another one. */
  searchOf: (params: ListCustomersQuery, view?: ChosenView) => string;
  /** Also names a page size that is about to become the reader's usual one. */
  searchWithSize: (params: ListCustomersQuery) => string;
}

/** What this reader's address asks for: the page size is their own where it names none. */
export function useListParams(): ListCustomersQuery {
  const [search] = useSearchParams();
  const { data: layout } = trpc.layout.get.useQuery();
  return readListParams(search, layout?.pageSize);
}

interface WantedList {
  params: ListCustomersQuery;
  view: ChosenView;
  isPending: boolean;
}

/** What was asked for last, although its answer is still on the way: the next step builds on it. */
export function useWantedList(): WantedList {
  const { pathname } = useLocation();
  const [present] = useSearchParams();
  const { location: next } = useNavigation();
  const { data: layout } = trpc.layout.get.useQuery();
  const isPending = next !== undefined && next.pathname === pathname;
  const search = isPending ? new URLSearchParams(next.search) : present;
  const params = readListParams(search, layout?.pageSize);
  return { params, view: readChosenView(search), isPending };
}

/** Addresses of the list as this reader's own links write them. */
export function useListAddress(): ListAddress {
  const { data: layout } = trpc.layout.get.useQuery();
  const { view: chosen } = useWantedList();
  const write = (search: URLSearchParams, view: ChosenView) => {
    const written = withChosenView(search, view);
    // A bare address is where the default view opens.
    const isBare = written.size === 0 && (layout?.defaultViewId ?? null) !== null;
    return (isBare ? withChosenView(written, 'all') : written).toString();
  };
  return {
    searchOf: (params, view = chosen) => write(writeListParams(params, layout?.pageSize), view),
    searchWithSize: (params) => write(writeListParams(params, null), chosen),
  };
}

import { useSearchParams } from '@remix-run/react';
import { trpc } from '#app/lib/trpc.ts';
import type { ListCustomersQuery } from '#server/features/customer/schema.ts';
import type { ChosenView } from './list-params.ts';
import { readChosenView, withChosenView, writeListParams } from './list-params.ts';

export interface ListAddress {
  /** The address's query for a list, under the view that is chosen now or another one. */
  searchOf: (params: ListCustomersQuery, view?: ChosenView) => string;
  /** Also names a page size that is about to become the reader's usual one. */
  searchWithSize: (params: ListCustomersQuery) => string;
}

/** Addresses of the list as this reader's own links write them. */
export function useListAddress(): ListAddress {
  const [present] = useSearchParams();
  const { data: layout } = trpc.layout.get.useQuery();
  const chosen = readChosenView(present);
  return {
    searchOf: (params, view = chosen) =>
      withChosenView(writeListParams(params, layout?.pageSize), view).toString(),
    searchWithSize: (params) => withChosenView(writeListParams(params, null), chosen).toString(),
  };
}

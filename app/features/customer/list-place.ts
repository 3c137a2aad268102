import type { QueryClient } from '@tanstack/react-query';
import { cachedQueries } from '#app/lib/cached-queries.ts';
import type { CustomerPageDto, ListCustomersQuery } from '#server/features/customer/schema.ts';
import type { CustomerQuestion } from '#server/shared/customer-filter.ts';

/** "12 of 240": where a customer stands in a result, as the list last stated it. */
export interface ListPlace {
  position: number;
  total: number;
  totalIsCapped: boolean;
}

export function questionOf(params: ListCustomersQuery): CustomerQuestion {
  const { search, filter, sort, direction } = params;
  return { search, filter, sort, direction };
}

/** Null when no page of this question that is at hand has the customer. */
export function placeInLists(
  queryClient: QueryClient,
  question: CustomerQuestion,
  customerId: number,
): ListPlace | null {
  const asked = JSON.stringify(question);
  for (const { input, data } of cachedQueries<ListCustomersQuery, CustomerPageDto>(queryClient, [
    'customer',
    'list',
  ])) {
    if (JSON.stringify(questionOf(input)) !== asked) continue;
    const index = data.rows.findIndex(({ id }) => id === customerId);
    if (index === -1) continue;
    const { total, totalIsCapped } = data;
    return { position: data.from + index, total, totalIsCapped };
  }
  return null;
}

/** What travels with a link: one step from here. */
export function steppedPlace(place: ListPlace | null, by: 1 | -1): { listPlace: ListPlace } | null {
  if (place === null) return null;
  const position = place.position + by;
  if (position < 1 || (position > place.total && !place.totalIsCapped)) return null;
  return { listPlace: { ...place, position } };
}

export function readPlace(state: unknown): ListPlace | null {
  if (typeof state !== 'object' || state === null || !('listPlace' in state)) return null;
  return state.listPlace as ListPlace | null;
}

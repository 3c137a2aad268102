/**
 * The list's state in the address; a part that makes no sense counts as not given, so that an old or
 * mistyped link still opens a list. The loader and the screen read it alike: one key in the cache.
 */
import { readDays } from '#app/lib/days.ts';
import type { ListOrdersQuery, OrderSortKey, OrderStatus } from '#server/features/order/schema.ts';
import {
  isFinal,
  listOrdersInput,
  orderSortKeys,
  orderStatuses,
} from '#server/features/order/schema.ts';
import { pageSizes } from '#server/shared/customer-filter.ts';

/** One status, or all that are open. */
export type StatusChoice = OrderStatus | 'open';
export const statusChoices = ['open', ...orderStatuses] as const;

export interface OrderParams {
  search: string;
  status: StatusChoice | null;
  operatorId: number | null;
  /** Days of the company's zone. */
  from: string | null;
  to: string | null;
  sort: OrderSortKey;
  direction: 'asc' | 'desc';
  /** Null: the reader's usual one. */
  pageSize: ListOrdersQuery['pageSize'] | null;
  cursor: string | null;
}

const defaults = { sort: 'createdAt', direction: 'desc' } as const;

export function readOrderParams(address: URLSearchParams): OrderParams {
  const search = listOrdersInput.shape.search.safeParse(address.get('search') ?? '');
  const operator = listOrdersInput.shape.operatorId.safeParse(Number(address.get('operator')));
  const days = readDays(address);
  const cursor = address.get('cursor');
  return {
    search: search.success ? search.data : '',
    status: statusChoices.find((choice) => choice === address.get('status')) ?? null,
    operatorId: operator.success ? (operator.data ?? null) : null,
    from: days?.from ?? null,
    to: days?.to ?? null,
    sort: orderSortKeys.find((key) => key === address.get('sort')) ?? defaults.sort,
    direction: address.get('direction') === 'asc' ? 'asc' : 'desc',
    pageSize: pageSizes.find((size) => String(size) === address.get('pageSize')) ?? null,
    cursor: cursor === null || cursor.length > 1000 ? null : cursor,
  };
}

/** What is as usual is left out. */
export function writeOrderParams(params: OrderParams): string {
  const { search, status, operatorId, from, to, sort, direction, pageSize, cursor } = params;
  const isUsual = sort === defaults.sort && direction === defaults.direction;
  const given = { search, status, operator: operatorId, from, to, pageSize, cursor };
  const order = isUsual ? {} : { sort, direction };
  const address = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...given, ...order })) {
    if (value !== null && value !== '') address.set(name, String(value));
  }
  return address.toString();
}

export function isNarrowed({ search, status, operatorId, from, to }: OrderParams): boolean {
  return search !== '' || [status, operatorId, from, to].some((value) => value !== null);
}

/** One input for the loader and the screen. */
export function ordersInput(
  params: OrderParams,
  { usualSize, customerId }: { usualSize: ListOrdersQuery['pageSize']; customerId?: number },
): ListOrdersQuery {
  const { search, status, operatorId, from, to, sort, direction, pageSize, cursor } = params;
  return {
    ...{ search, sort, direction, pageSize: pageSize ?? usualSize },
    ...(status === null ? {} : { statuses: statusesOf(status) }),
    ...(operatorId === null ? {} : { operatorId }),
    ...(from === null ? {} : { createdFrom: from }),
    ...(to === null ? {} : { createdTo: to }),
    ...(customerId === undefined ? {} : { customerId }),
    ...(cursor === null ? {} : { cursor }),
  };
}

function statusesOf(choice: StatusChoice): OrderStatus[] {
  return choice === 'open' ? orderStatuses.filter((status) => !isFinal(status)) : [choice];
}

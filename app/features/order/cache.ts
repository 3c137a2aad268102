/**
 * Keeps cached orders current from events: rows of `order.list`, and `order.get` with its operations.
 * Invariant: an order only ever moves to a newer version. Rows stay where they are: nothing moves
 * under the reader's cursor. It doesn't refetch unless a change was missed.
 */
import type { QueryClient } from '@tanstack/react-query';
import { cachedQueries, newness } from '#app/lib/cached-queries.ts';
import type { EventOf, TandemEvent } from '#server/features/event/schema.ts';
import type { OperationDto } from '#server/features/operation/schema.ts';
import type {
  GetOrderInput,
  ListOrdersInput,
  OrderDto,
  OrderOperationDto,
  OrderPageDto,
  OrderRowDto,
} from '#server/features/order/schema.ts';
import { orderOperationsMax } from '#server/features/order/schema.ts';
import { addMoney, isLess, money, subtractMoney } from '#server/shared/money.ts';
import type { Money } from '#server/shared/money.ts';

interface Context {
  queryClient: QueryClient;
}

export function orderEventHandler(event: TandemEvent, { queryClient }: Context): void {
  switch (event.type) {
    case 'order.cancelled':
    case 'order.paidChanged':
      patchPages(queryClient, event);
      patchOpenOrder(queryClient, event);
      return;
    case 'operation.deposited':
    case 'operation.withdrawn':
    case 'operation.refunded':
    case 'operation.reversed':
      addOperation(queryClient, event.data.operation);
      return;
    case 'customer.edited':
    case 'customer.removed':
      patchCustomer(queryClient, event);
      return;
    default:
  }
}

type OrderEvent = EventOf<'order.cancelled'> | EventOf<'order.paidChanged'>;

const pagesOf = (queryClient: QueryClient) =>
  cachedQueries<ListOrdersInput, OrderPageDto>(queryClient, ['order', 'list']);
const ordersOf = (queryClient: QueryClient) =>
  cachedQueries<GetOrderInput, OrderDto>(queryClient, ['order', 'get']);

function patchPages(queryClient: QueryClient, event: OrderEvent): void {
  for (const { key, data } of pagesOf(queryClient)) {
    const row = data.rows.find(({ id }) => id === event.subject.id);
    if (row === undefined) continue;
    const step = newness(event.version, row.version);
    if (step === 'gap') void queryClient.invalidateQueries({ queryKey: key, exact: true });
    if (step !== 'next') continue;
    const rows = data.rows.map((each) => (each === row ? rowAfter(row, event) : each));
    queryClient.setQueryData(key, { ...data, rows });
  }
}

function patchOpenOrder(queryClient: QueryClient, event: OrderEvent): void {
  for (const { key, data } of ordersOf(queryClient)) {
    if (data.id !== event.subject.id) continue;
    const step = newness(event.version, data.version);
    if (step === 'gap') void queryClient.invalidateQueries({ queryKey: key, exact: true });
    if (step === 'next') queryClient.setQueryData(key, orderAfter(data, event));
  }
}

function rowAfter<Row extends OrderRowDto>(row: Row, { version, data }: OrderEvent): Row {
  const { status, paid } = data.order;
  return { ...row, version, status, paid };
}

const none = money('0.00');

function orderAfter(order: OrderDto, event: OrderEvent): OrderDto {
  const next = rowAfter(order, event);
  if (event.type === 'order.cancelled') {
    const cancelled = { at: event.time, by: event.author, reason: event.data.reason };
    return { ...next, cancelled, refundable: none };
  }
  // A reversal moved what is paid, and by as much what could be returned.
  return { ...next, refundable: atLeastNone(moved(order.refundable, order.paid, next.paid)) };
}

function moved(value: Money, before: Money, after: Money): Money {
  return addMoney(value, subtractMoney(after, before));
}

function atLeastNone(value: Money): Money {
  return isLess(value, none) ? none : value;
}

function addOperation(queryClient: QueryClient, operation: OperationDto): void {
  for (const { key, data } of ordersOf(queryClient)) {
    if (operation.order?.id !== data.id) continue;
    if (data.operations.some(({ id }) => id === operation.id)) continue;
    const { id, number } = operation;
    const earlier = data.operations.map((each) =>
      each.id === operation.reverses?.id ? { ...each, reversedBy: { id, number } } : each,
    );
    const operations = [ofOrder(operation), ...earlier].slice(0, orderOperationsMax);
    queryClient.setQueryData(key, { ...data, operations });
  }
}

function ofOrder(operation: OperationDto): OrderOperationDto {
  const { id, number, kind, amount, note, author, reverses, reversedBy, createdAt } = operation;
  return { id, number, kind, amount, note, author, reverses, reversedBy, createdAt };
}

/** Puts what the server just answered wherever the order is shown; an older answer is dropped. */
export function putOrder(queryClient: QueryClient, order: OrderDto): void {
  for (const { key, data } of ordersOf(queryClient)) {
    if (data.id === order.id && order.version >= data.version) queryClient.setQueryData(key, order);
  }
  for (const { key, data } of pagesOf(queryClient)) {
    const row = data.rows.find(({ id }) => id === order.id);
    if (row === undefined || order.version <= row.version) continue;
    const { version, status, paid } = order;
    const next = { ...row, version, status, paid };
    const rows = data.rows.map((each) => (each === row ? next : each));
    queryClient.setQueryData(key, { ...data, rows });
  }
}

type CustomerEvent = EventOf<'customer.edited'> | EventOf<'customer.removed'>;

/** Whose order it is, by their present name. */
function patchCustomer(queryClient: QueryClient, event: CustomerEvent): void {
  const known = customerChange(event);
  if (Object.keys(known).length === 0) return;
  const patched = <Row extends OrderRowDto>(row: Row): Row =>
    row.customer.id === event.subject.id
      ? { ...row, customer: { ...row.customer, ...known } }
      : row;
  for (const { key, data } of pagesOf(queryClient)) {
    if (!data.rows.some(({ customer }) => customer.id === event.subject.id)) continue;
    queryClient.setQueryData(key, { ...data, rows: data.rows.map(patched) });
  }
  for (const { key, data } of ordersOf(queryClient)) {
    if (data.customer.id === event.subject.id) queryClient.setQueryData(key, patched(data));
  }
}

function customerChange(event: CustomerEvent): Partial<OrderRowDto['customer']> {
  if (event.type === 'customer.removed') return { firstName: '', lastName: '', isRemoved: true };
  const shown = ['login', 'firstName', 'lastName'];
  const changes = event.changes.filter(({ field }) => shown.includes(field));
  return Object.fromEntries(changes.map(({ field, new: value }) => [field, value]));
}

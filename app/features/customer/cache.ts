/**
 * Keeps every cached customer current from events: `customer.get` and the rows of `customer.list`.
 * Invariant: a row only ever moves to a newer version, whatever the order or number of deliveries.
 * It never reorders a list and never adds or removes rows: nothing moves under the reader's cursor.
 */
import type { QueryClient } from '@tanstack/react-query';
import type {
  CustomerDto,
  CustomerPageDto,
  CustomerRowDto,
} from '#server/features/customer/schema.ts';
import type { EventOf, TandemEvent } from '#server/features/event/schema.ts';
import { cachedQueries, newness } from '#app/lib/cached-queries.ts';
import { noteFieldAuthors } from './edit/field-authors.ts';

const getProcedure = ['customer', 'get'] as const;
const listProcedure = ['customer', 'list'] as const;

export function customerEventHandler(
  event: TandemEvent,
  { queryClient }: { queryClient: QueryClient },
): void {
  if (event.subject.type !== 'customer') return;
  noteFieldAuthors(event);
  patchOpenCustomer(queryClient, event);
  patchListedRows(queryClient, event);
}

function patchOpenCustomer(queryClient: QueryClient, event: TandemEvent): void {
  for (const { key, input, data } of cachedQueries<{ customerId: number }, CustomerDto>(
    queryClient,
    getProcedure,
  )) {
    if (input.customerId !== event.subject.id) continue;
    const step = newness(event.version, data.version);
    if (step === 'next') queryClient.setQueryData(key, changed(data, event));
    if (step === 'gap') void queryClient.invalidateQueries({ queryKey: key, exact: true });
  }
}

function patchListedRows(queryClient: QueryClient, event: TandemEvent): void {
  let isBehind = false;
  for (const { key, data } of cachedQueries<unknown, CustomerPageDto>(queryClient, listProcedure)) {
    const row = data.rows.find(({ id }) => id === event.subject.id);
    if (row === undefined) continue;
    const step = newness(event.version, row.version);
    if (step === 'next') queryClient.setQueryData(key, withRow(data, changed(row, event)));
    if (step === 'gap') isBehind = true;
  }
  if (isBehind) askForRow(queryClient, event.subject.id, event.version);
}

/** The row after the event; `event` is the very next change of that row. */
function changed<Row extends CustomerRowDto>(row: Row, event: TandemEvent): Row {
  const next: Row = { ...row, version: event.version };
  switch (event.type) {
    case 'customer.locked':
      next.locked = event.data.lock;
      // Locking ends the customer's cabinet sessions at once.
      return 'openSessionsCount' in next ? { ...next, openSessionsCount: 0 } : next;
    case 'customer.unlocked':
      next.locked = null;
      return next;
    case 'customer.edited':
      return edited(next, event);
    case 'operation.deposited':
    case 'operation.withdrawn':
    case 'operation.reversed':
      next.balance = event.data.operation.balanceAfter;
      return next;
    default:
      return next;
  }
}

/** The scalar fields stand in `changes`; what has a name of its own comes with the event's data. */
function edited<Row extends CustomerRowDto>(
  row: Row,
  { changes, data }: EventOf<'customer.edited'>,
): Row {
  const values = changes.flatMap(({ field, new: value }) =>
    field !== 'tags' && field in row ? [[field, value] as const] : [],
  );
  const { organization, salesRepresentative, tags } = data;
  return {
    ...row,
    ...Object.fromEntries(values),
    ...(organization === undefined ? {} : { organization: organization.new }),
    // A row of the list has only some of a customer's fields.
    ...(salesRepresentative === undefined || !('salesRepresentative' in row)
      ? {}
      : { salesRepresentative: salesRepresentative.new }),
    ...(tags === undefined ? {} : { tags: withTags(row.tags, tags) }),
  };
}

type Tags = CustomerDto['tags'];

/** In the server's order: by caption, as its characters are numbered. */
function withTags(tags: Tags, { added, removed }: { added: Tags; removed: Tags }): Tags {
  const gone = new Set([...added, ...removed].map(({ id }) => id));
  return [...tags.filter(({ id }) => !gone.has(id)), ...added].sort((a, b) =>
    a.caption < b.caption ? -1 : 1,
  );
}

function withRow(page: CustomerPageDto, row: CustomerRowDto): CustomerPageDto {
  return { ...page, rows: page.rows.map((each) => (each.id === row.id ? row : each)) };
}

/** Puts what the server just answered wherever that customer is shown; an older answer is dropped. */
export function putCustomer(queryClient: QueryClient, customer: CustomerDto): void {
  for (const { key, input, data } of cachedQueries<{ customerId: number }, CustomerDto>(
    queryClient,
    getProcedure,
  )) {
    if (input.customerId === customer.id && customer.version >= data.version) {
      queryClient.setQueryData(key, customer);
    }
  }
  for (const { key, data } of cachedQueries<unknown, CustomerPageDto>(queryClient, listProcedure)) {
    const row = data.rows.find(({ id }) => id === customer.id);
    if (row === undefined || customer.version < row.version) continue;
    queryClient.setQueryData(key, withRow(data, rowOf(customer)));
  }
}

function rowOf(customer: CustomerDto): CustomerRowDto {
  const { id, version, login, firstName, lastName, middleName, email, phone } = customer;
  const { locked, lockedOutUntil, emailConfirmed, passwordStatus, balance, registeredAt } =
    customer;
  const { country, city, organization, tags, lastSignInAt, devicesCount } = customer;
  const names = { login, firstName, lastName, middleName, email, phone };
  const facts = { locked, lockedOutUntil, emailConfirmed, passwordStatus };
  const rest = { country, city, organization, tags, lastSignInAt, devicesCount };
  return { id, version, ...names, ...facts, balance, registeredAt, ...rest };
}

type ReadCustomer = (customerId: number) => Promise<CustomerDto>;
interface RowReader {
  read: ReadCustomer;
  /** Customers being read now, with the newest version that an event spoke of. */
  wanted: Map<number, number>;
}
const rowReaders = new WeakMap<QueryClient, RowReader>();

/** Tells the cache how to read one customer, for rows that missed a change. */
export function provideCustomerReader(queryClient: QueryClient, read: ReadCustomer): void {
  const wanted = rowReaders.get(queryClient)?.wanted ?? new Map<number, number>();
  rowReaders.set(queryClient, { read, wanted });
}

/** One read a customer at a time, however many events and lists ask for it. */
function askForRow(queryClient: QueryClient, customerId: number, version: number): void {
  const reader = rowReaders.get(queryClient);
  if (reader === undefined) {
    void queryClient.invalidateQueries({ queryKey: [listProcedure] });
    return;
  }
  const known = reader.wanted.get(customerId);
  reader.wanted.set(customerId, Math.max(known ?? 0, version));
  if (known === undefined) void readUntilCurrent(queryClient, reader, customerId);
}

async function readUntilCurrent(
  queryClient: QueryClient,
  reader: RowReader,
  customerId: number,
): Promise<void> {
  try {
    // An event that came during the read may be newer than what was read: one more round then.
    for (let round = 0; round < 3; round += 1) {
      const customer = await reader.read(customerId);
      putCustomer(queryClient, customer);
      if (customer.version >= (reader.wanted.get(customerId) ?? 0)) return;
    }
  } catch {
    // The row could not be read: the lists are read again when the connection is back.
    void queryClient.invalidateQueries({ queryKey: [listProcedure] });
  } finally {
    reader.wanted.delete(customerId);
  }
}

/**
 * Keeps every cached customer current from events: `customer.get` and the rows of `customer.list`.
 * Invariant: a row only ever moves to a newer version, whatever the order or number of deliveries.
 * It never reorders a list and never adds or removes rows: nothing moves under the reader's cursor
 * (list/list-cache.ts).
 */
import type { QueryClient } from '@tanstack/react-query';
import type { CustomerDto } from '#server/features/customer/schema.ts';
import type { TandemEvent } from '#server/features/event/schema.ts';
import { cachedQueries, newness } from '#app/lib/cached-queries.ts';
import { errorDataOf } from '#app/lib/errors.ts';
import { changed, rowOf } from './changed-customer.ts';
import { noteFieldAuthors } from './edit/field-authors.ts';
import { listProcedure, noteListedGone, patchLists, putListedRow } from './list/list-cache.ts';

const getProcedure = ['customer', 'get'] as const;

export function customerEventHandler(
  event: TandemEvent,
  { queryClient, isReplay = false }: { queryClient: QueryClient; isReplay?: boolean },
): void {
  if (event.subject.type !== 'customer') return;
  noteFieldAuthors(event);
  patchOpenCustomer(queryClient, event);
  if (patchLists(queryClient, event, isReplay)) {
    askForRow(queryClient, event.subject.id, event.version);
  }
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
  putListedRow(queryClient, rowOf(customer));
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
  } catch (error) {
    if (errorDataOf(error)?.code === 'CUSTOMER_NOT_FOUND') {
      noteListedGone(queryClient, customerId);
      return;
    }
    // The row could not be read: the lists are read again when the connection is back.
    void queryClient.invalidateQueries({ queryKey: [listProcedure] });
  } finally {
    reader.wanted.delete(customerId);
  }
}

/**
 * Keeps cached statements current: pages of `operation.list`, their totals, and `balanceSeries`.
 * Invariant: each answer knows the customer's version that it was read at (`customerVersion`), and
 * an event is counted in exactly once, only as the very next version. Money stays exact.
 * It doesn't refetch unless a change was missed or a period's edge can't be told.
 */
import type { QueryClient } from '@tanstack/react-query';
import type { TandemEvent } from '#server/features/event/schema.ts';
import type {
  BalanceSeriesDto,
  BalanceSeriesInput,
  ListOperationsInput,
  OperationDto,
  OperationPageDto,
} from '#server/features/operation/schema.ts';
import { addMoney, isLess, money, subtractMoney } from '#server/shared/money.ts';
import { cachedQueries, newness } from '#app/lib/cached-queries.ts';
import { isWithin } from '#app/lib/days.ts';

type DayOf = (iso: string) => string;
const dayReaders = new WeakMap<QueryClient, DayOf>();

/** Tells the cache the company's calendar, which decides the period an operation belongs to. */
export function provideCalendar(queryClient: QueryClient, dayOf: DayOf): void {
  dayReaders.set(queryClient, dayOf);
}

export function operationEventHandler(
  event: TandemEvent,
  { queryClient }: { queryClient: QueryClient },
): void {
  const dayOf = dayReaders.get(queryClient);
  if (dayOf !== undefined) {
    applyToStatements(event, { queryClient, dayOf });
    return;
  }
  // No statement has been on screen yet: whatever is cached is read when it comes there.
  if (event.subject.type === 'customer') {
    void queryClient.invalidateQueries({ queryKey: [['operation']] });
  }
}

export interface StatementContext {
  queryClient: QueryClient;
  /** The day of an instant in the company's time zone, YYYY-MM-DD. */
  dayOf: DayOf;
}

/** Counts the event into every cached statement of its customer. */
export function applyToStatements(event: TandemEvent, context: StatementContext): void {
  if (event.subject.type !== 'customer') return;
  const operation = operationOf(event);
  const posted = operation && { operation, day: context.dayOf(operation.createdAt) };
  const common = { event, posted, queryClient: context.queryClient };
  patchAll<ListOperationsInput, OperationPageDto>({ ...common, verb: 'list', after: pageAfter });
  patchAll<BalanceSeriesInput, BalanceSeriesDto>({
    ...common,
    verb: 'balanceSeries',
    after: seriesAfter,
  });
}

/** An operation and the day in the company's calendar that it belongs to. */
interface Posted {
  operation: OperationDto;
  day: string;
}

interface Patch<Input, Data> {
  event: TandemEvent;
  /** Null when the event moved no money: then only the version moves. */
  posted: Posted | null;
  queryClient: QueryClient;
  verb: 'list' | 'balanceSeries';
  after: (data: Data, input: Input, posted: Posted) => Data;
}

function patchAll<Input extends { customerId: number }, Data extends { customerVersion: number }>({
  event,
  posted,
  queryClient,
  verb,
  after,
}: Patch<Input, Data>): void {
  for (const { key, input, data } of cachedQueries<Input, Data>(queryClient, ['operation', verb])) {
    if (input.customerId !== event.subject.id) continue;
    const step = newness(event.version, data.customerVersion);
    if (step === 'known') continue;
    if (step === 'gap') {
      void queryClient.invalidateQueries({ queryKey: key, exact: true });
      continue;
    }
    const patched = posted === null ? data : after(data, input, posted);
    queryClient.setQueryData(key, { ...patched, customerVersion: event.version });
  }
}

function operationOf(event: TandemEvent): OperationDto | null {
  switch (event.type) {
    case 'operation.deposited':
    case 'operation.withdrawn':
    case 'operation.refunded':
    case 'operation.reversed':
      return event.data.operation;
    default:
      return null;
  }
}

function pageAfter(
  page: OperationPageDto,
  input: ListOperationsInput,
  { operation, day }: Posted,
): OperationPageDto {
  const { id, number } = operation;
  // The version is read before the rows that it vouches for: a row may be there already.
  if (page.rows.some((row) => row.id === id)) return page;
  const rows = page.rows.map((row) =>
    row.id === operation.reverses?.id ? { ...row, reversedBy: { id, number } } : row,
  );
  if (!isWithin(input, day)) return { ...page, rows };
  const isFirstPage = input.beforeNumber === undefined;
  return {
    ...page,
    rows: isFirstPage ? [operation, ...rows] : rows,
    totals: totalsWith(page.totals, operation),
  };
}

function totalsWith(
  totals: OperationPageDto['totals'],
  { amount }: OperationDto,
): OperationPageDto['totals'] {
  const count = totals.count + 1;
  return isLess(amount, money('0.00'))
    ? { ...totals, count, out: subtractMoney(totals.out, amount) }
    : { ...totals, count, in: addMoney(totals.in, amount) };
}

function seriesAfter(
  series: BalanceSeriesDto,
  input: BalanceSeriesInput,
  { operation, day }: Posted,
): BalanceSeriesDto {
  if (!isWithin(input, day)) return series;
  const earlier = series.points.filter((point) => point.day < day);
  // A period without movement so far began with the balance that this operation found.
  if (earlier.length === 0 && input.from !== undefined && input.from < day) {
    earlier.push({ day: input.from, balance: operation.balanceBefore });
  }
  return { ...series, points: [...earlier, { day, balance: operation.balanceAfter }] };
}

import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { TandemEvent } from '#server/features/event/schema.ts';
import type {
  BalanceSeriesDto,
  ListOperationsInput,
  OperationDto,
  OperationPageDto,
} from '#server/features/operation/schema.ts';
import { money } from '#server/shared/money.ts';
import { applyToStatements } from './cache.ts';

const dayOf = (iso: string) => iso.slice(0, 10);
const open = { customerId: 7, from: '2026-02-01' };
const closed = { customerId: 7, from: '2026-01-01', to: '2026-01-31' };
const older = { ...open, beforeNumber: 2 };

function listKey(input: ListOperationsInput) {
  return [['operation', 'list'], { input, type: 'query' }];
}
const seriesKey = [['operation', 'balanceSeries'], { input: open, type: 'query' }];

function operation(
  number: number,
  amount: string,
  extra: Partial<OperationDto> = {},
): OperationDto {
  return {
    id: 100 + number,
    customerId: 7,
    number,
    kind: 'deposit',
    amount: money(amount),
    balanceBefore: money('0.00'),
    balanceAfter: money('999.99'),
    note: 'Invoice 12',
    author: { id: 3, name: 'Taras Bondar' },
    order: null,
    reverses: null,
    reversedBy: null,
    createdAt: '2026-03-01T09:00:00.000Z',
    ...extra,
  };
}

function posted(version: number, row: OperationDto): TandemEvent {
  const type = row.reverses === null ? 'operation.deposited' : 'operation.reversed';
  return { ...unlocked(version), type, data: { operation: row } };
}

function unlocked(version: number): TandemEvent {
  return {
    id: String(version),
    type: 'customer.unlocked',
    subject: { type: 'customer', id: 7 },
    version,
    author: null,
    mutationId: null,
    time: '2026-03-01T09:00:00.000Z',
    changes: [],
    data: {
      lock: { reason: 'Chargeback', message: null, at: '2026-03-01T08:00:00.000Z', by: null },
    },
  };
}

function cached() {
  const queryClient = new QueryClient();
  const totals = { in: money('30.10'), out: money('5.00'), count: 3 };
  const page = { totals, hasMore: false, customerVersion: 10 };
  queryClient.setQueryData(listKey(open), {
    ...page,
    rows: [operation(3, '10.10'), operation(2, '20.00')],
  });
  queryClient.setQueryData(listKey(older), { ...page, rows: [operation(1, '-5.00')] });
  queryClient.setQueryData(listKey(closed), { ...page, rows: [operation(1, '-5.00')] });
  queryClient.setQueryData(seriesKey, {
    points: [
      { day: '2026-02-27', balance: money('1.00') },
      { day: '2026-02-28', balance: money('2.00') },
    ],
    customerVersion: 10,
  });
  const context = { queryClient, dayOf };
  const pageOf = (input: ListOperationsInput) =>
    queryClient.getQueryData<OperationPageDto>(listKey(input));
  const numbers = (input: ListOperationsInput) => pageOf(input)?.rows.map(({ number }) => number);
  const points = () => queryClient.getQueryData<BalanceSeriesDto>(seriesKey)?.points;
  return { queryClient, context, pageOf, numbers, points };
}

test('puts an operation on top of the first page and into the totals of the whole period', () => {
  const { context, pageOf, numbers } = cached();
  applyToStatements(posted(11, operation(4, '0.20')), context);
  expect(numbers(open)).toEqual([4, 3, 2]);
  expect(numbers(older)).toEqual([1]);
  expect(pageOf(open)?.totals).toEqual({ in: '30.30', out: '5.00', count: 4 });
  expect(pageOf(older)?.totals).toEqual({ in: '30.30', out: '5.00', count: 4 });
});

test('counts what leaves the account as a positive sum out', () => {
  const { context, pageOf } = cached();
  applyToStatements(posted(11, operation(4, '-0.99')), context);
  expect(pageOf(open)?.totals).toEqual({ in: '30.10', out: '5.99', count: 4 });
});

test('leaves a period that ended before the operation as it is, but knows the version', () => {
  const { context, pageOf, numbers } = cached();
  applyToStatements(posted(11, operation(4, '1.00')), context);
  expect(numbers(closed)).toEqual([1]);
  expect(pageOf(closed)).toMatchObject({ totals: { count: 3 }, customerVersion: 11 });
});

test('counts each event once: known, replayed and echoed ones change nothing', () => {
  const { context, pageOf, numbers } = cached();
  const log = [posted(10, operation(3, '10.10')), posted(11, operation(4, '1.00'))];
  for (const event of [...log, ...log]) applyToStatements(event, context);
  expect(numbers(open)).toEqual([4, 3, 2]);
  expect(pageOf(open)?.totals.in).toBe('31.10');
});

test('events of other kinds move the version, so that the next operation is no gap', () => {
  const { queryClient, context, numbers } = cached();
  applyToStatements(unlocked(11), context);
  applyToStatements(posted(12, operation(4, '1.00')), context);
  expect(numbers(open)).toEqual([4, 3, 2]);
  expect(queryClient.getQueryState(listKey(open))?.isInvalidated).toBe(false);
});

test('a gap asks for the statement again and counts nothing', () => {
  const { queryClient, context, numbers } = cached();
  applyToStatements(posted(12, operation(4, '1.00')), context);
  expect(numbers(open)).toEqual([3, 2]);
  expect(queryClient.getQueryState(listKey(open))?.isInvalidated).toBe(true);
  expect(queryClient.getQueryState(seriesKey)?.isInvalidated).toBe(true);
});

test('does not count an operation that the page has already brought along', () => {
  const { context, pageOf, numbers } = cached();
  applyToStatements(posted(11, operation(3, '10.10')), context);
  expect(numbers(open)).toEqual([3, 2]);
  expect(pageOf(open)).toMatchObject({ totals: { in: '30.10', count: 3 }, customerVersion: 11 });
});

test('a reversal marks the operation it reverses', () => {
  const { context, pageOf } = cached();
  const reversal = operation(4, '-20.00', { kind: 'reversal', reverses: { id: 102, number: 2 } });
  applyToStatements(posted(11, reversal), context);
  expect(pageOf(open)?.rows.find(({ number }) => number === 2)?.reversedBy).toEqual({
    id: 104,
    number: 4,
  });
});

test('a period without movement so far opens with the balance that the operation found', () => {
  const { queryClient, context, points } = cached();
  queryClient.setQueryData(seriesKey, { points: [], customerVersion: 10 });
  const balances = { balanceBefore: money('2.00'), balanceAfter: money('3.00') };
  applyToStatements(posted(11, operation(4, '1.00', balances)), context);
  expect(points()).toEqual([
    { day: '2026-02-01', balance: '2.00' },
    { day: '2026-03-01', balance: '3.00' },
  ]);
});

test('moves the balance of its day: a new point first, then the same one', () => {
  const { context, points } = cached();
  applyToStatements(posted(11, operation(4, '1.00', { balanceAfter: money('3.00') })), context);
  applyToStatements(posted(12, operation(5, '1.00', { balanceAfter: money('4.00') })), context);
  expect(points()?.slice(-2)).toEqual([
    { day: '2026-02-28', balance: '2.00' },
    { day: '2026-03-01', balance: '4.00' },
  ]);
});

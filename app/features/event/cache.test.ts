import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { EventPageDto, TandemEvent } from '#server/features/event/schema.ts';
import { activityEventHandler, provideCalendar } from './cache.ts';

const firstPage = [['event', 'list'], { input: { customerId: 7 }, type: 'query' }];
const olderPage = [
  ['event', 'list'],
  { input: { customerId: 7, beforeVersion: 4 }, type: 'query' },
];
const lock = { reason: 'Chargeback', message: null, at: '2026-03-01T09:00:00.000Z', by: null };

function event(version: number, customerId = 7): TandemEvent {
  return {
    id: `e${String(version)}`,
    type: 'customer.unlocked',
    subject: { type: 'customer', id: customerId },
    version,
    author: null,
    mutationId: null,
    time: lock.at,
    changes: [],
    data: { lock },
  };
}

function cached(rows: TandemEvent[]) {
  const queryClient = new QueryClient();
  queryClient.setQueryData(firstPage, { rows, hasMore: true });
  queryClient.setQueryData(olderPage, { rows: [event(3)], hasMore: false });
  const versions = (key: readonly unknown[] = firstPage) =>
    queryClient.getQueryData<EventPageDto>(key)?.rows.map(({ version }) => version);
  return { queryClient, versions };
}

test('puts the next event on top of the first page alone', () => {
  const { queryClient, versions } = cached([event(5), event(4)]);
  activityEventHandler(event(6), { queryClient, isReplay: false });
  expect(versions()).toEqual([6, 5, 4]);
  expect(versions(olderPage)).toEqual([3]);
});

test('ignores what it knows: older, equal, replayed', () => {
  const { queryClient, versions } = cached([event(5), event(4)]);
  for (const version of [4, 5, 6, 5, 6])
    activityEventHandler(event(version), { queryClient, isReplay: false });
  expect(versions()).toEqual([6, 5, 4]);
});

test('takes the first event of a customer without any', () => {
  const { queryClient, versions } = cached([]);
  activityEventHandler(event(9), { queryClient, isReplay: false });
  expect(versions()).toEqual([9]);
});

test('a gap asks for the page again', () => {
  const { queryClient, versions } = cached([event(5)]);
  activityEventHandler(event(7), { queryClient, isReplay: false });
  expect(versions()).toEqual([5]);
  expect(queryClient.getQueryState(firstPage)?.isInvalidated).toBe(true);
});

test('leaves other customers alone', () => {
  const { queryClient, versions } = cached([event(5)]);
  activityEventHandler(event(6, 8), { queryClient, isReplay: false });
  expect(versions()).toEqual([5]);
});

const listOf = (input: object) => [['event', 'list'], { input, type: 'query' }];
const accessOfMarch = listOf({ customerId: 7, kinds: ['access'], from: '2026-03-01' });
const moneyAlone = listOf({ customerId: 7, kinds: ['money'] });

test('a filtered list gets what it asks for, gaps or not', () => {
  const { queryClient, versions } = cached([event(5)]);
  provideCalendar(queryClient, (iso) => iso.slice(0, 10));
  queryClient.setQueryData(accessOfMarch, { rows: [event(2)], hasMore: false });
  queryClient.setQueryData(moneyAlone, { rows: [], hasMore: false });
  for (const version of [6, 6]) {
    activityEventHandler(event(version), { queryClient, isReplay: false });
  }
  expect(versions(accessOfMarch)).toEqual([6, 2]);
  expect(versions(moneyAlone)).toEqual([]);
  expect(queryClient.getQueryState(moneyAlone)?.isInvalidated).toBe(false);
});

test('what the whole activity missed, the filtered lists are asked for as well', () => {
  const { queryClient } = cached([event(5)]);
  provideCalendar(queryClient, (iso) => iso.slice(0, 10));
  queryClient.setQueryData(moneyAlone, { rows: [], hasMore: false });
  activityEventHandler(event(8), { queryClient, isReplay: false });
  expect(queryClient.getQueryState(moneyAlone)?.isInvalidated).toBe(true);
  expect(queryClient.getQueryState(olderPage)?.isInvalidated).toBe(false);
});

test('without the company’s calendar a filtered list is asked for', () => {
  const { queryClient } = cached([event(5)]);
  queryClient.setQueryData(accessOfMarch, { rows: [], hasMore: false });
  activityEventHandler(event(6), { queryClient, isReplay: false });
  expect(queryClient.getQueryState(accessOfMarch)?.isInvalidated).toBe(true);
});

test('who writes for the first time joins the authors, once', () => {
  const { queryClient } = cached([event(5)]);
  const authors = [['event', 'listAuthors'], { input: { customerId: 7 }, type: 'query' }];
  const olena = { id: 1, name: 'Олена Коваленко' };
  const taras = { id: 2, name: 'Тарас Мельник' };
  queryClient.setQueryData(authors, [olena]);
  for (const [version, author] of [[6, olena] as const, [7, taras] as const, [8, taras] as const]) {
    activityEventHandler({ ...event(version), author }, { queryClient, isReplay: false });
  }
  expect(queryClient.getQueryData(authors)).toEqual([olena, taras]);
});

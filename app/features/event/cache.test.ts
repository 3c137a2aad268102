import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { EventPageDto, TandemEvent } from '#server/features/event/schema.ts';
import { activityEventHandler } from './cache.ts';

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
  const versions = (key = firstPage) =>
    queryClient.getQueryData<EventPageDto>(key)?.rows.map(({ version }) => version);
  return { queryClient, versions };
}

test('puts the next event on top of the first page alone', () => {
  const { queryClient, versions } = cached([event(5), event(4)]);
  activityEventHandler(event(6), { queryClient });
  expect(versions()).toEqual([6, 5, 4]);
  expect(versions(olderPage)).toEqual([3]);
});

test('ignores what it knows: older, equal, replayed', () => {
  const { queryClient, versions } = cached([event(5), event(4)]);
  for (const version of [4, 5, 6, 5, 6]) activityEventHandler(event(version), { queryClient });
  expect(versions()).toEqual([6, 5, 4]);
});

test('takes the first event of a customer without any', () => {
  const { queryClient, versions } = cached([]);
  activityEventHandler(event(9), { queryClient });
  expect(versions()).toEqual([9]);
});

test('a gap asks for the page again', () => {
  const { queryClient, versions } = cached([event(5)]);
  activityEventHandler(event(7), { queryClient });
  expect(versions()).toEqual([5]);
  expect(queryClient.getQueryState(firstPage)?.isInvalidated).toBe(true);
});

test('leaves other customers alone', () => {
  const { queryClient, versions } = cached([event(5)]);
  activityEventHandler(event(6, 8), { queryClient });
  expect(versions()).toEqual([5]);
});

import { dehydrate, hydrate, QueryClient } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import type { TandemEvent } from '#server/features/event/schema.ts';
import { Dispatcher } from './dispatcher.ts';
import type { EventHandler } from './event-handler.ts';
import { EventLog } from './event-log.ts';
import { newMutationId } from './mutation-id.ts';

function unlocked(id: string, version: number, mutationId: string | null = null): TandemEvent {
  const lock = { reason: 'abc', message: null, at: '2026-01-01T00:00:00.000Z', by: null };
  return {
    id,
    type: 'customer.unlocked',
    subject: { type: 'customer', id: 7 },
    version,
    author: { id: 2, name: 'Colleague' },
    mutationId,
    time: '2026-01-01T00:00:00.000Z',
    changes: [],
    data: { lock },
  };
}

/** Keeps the newest version under the key `version`, as a noun's cache does. */
const keepNewest: EventHandler = (event, { queryClient }) => {
  queryClient.setQueryData<number>(['version'], (old) =>
    old !== undefined && event.version > old ? event.version : old,
  );
};

function open(handlers: EventHandler[] = [keepNewest]) {
  const queryClient = new QueryClient();
  const log = new EventLog();
  const dispatcher = new Dispatcher({ queryClient, handlers, sessionUserId: 1, log });
  return { queryClient, dispatcher, stop: dispatcher.watchArrivals() };
}

test('applies each event once, however often it is told', () => {
  const seen: string[] = [];
  const { dispatcher, stop } = open([(event) => seen.push(event.id)]);
  dispatcher.receive([unlocked('1', 1), unlocked('2', 2)]);
  dispatcher.receive([unlocked('2', 2), unlocked('3', 3)]);
  expect(seen).toEqual(['1', '2', '3']);
  stop();
});

test('brings data that a request fetched before an event up to date', async () => {
  const { queryClient, dispatcher, stop } = open();
  dispatcher.receive([unlocked('1', 5)]);
  await queryClient.query({ queryKey: ['version'], queryFn: () => 4 });
  await Promise.resolve();
  expect(queryClient.getQueryData(['version'])).toBe(5);
  stop();
});

test('brings a page that was rendered before an event up to date', async () => {
  const server = new QueryClient();
  server.setQueryData(['version'], 4);
  const { queryClient, dispatcher, stop } = open();
  dispatcher.receive([unlocked('1', 5)]);
  hydrate(queryClient, dehydrate(server));
  await Promise.resolve();
  expect(queryClient.getQueryData(['version'])).toBe(5);
  stop();
});

test('leaves newer data alone, and forgets the past when it is told to', async () => {
  const { queryClient, dispatcher, stop } = open();
  dispatcher.receive([unlocked('1', 5)]);
  await queryClient.query({ queryKey: ['version'], queryFn: () => 9 });
  await Promise.resolve();
  expect(queryClient.getQueryData(['version'])).toBe(9);
  dispatcher.forget();
  await queryClient.query({ queryKey: ['version'], queryFn: () => 3 });
  await Promise.resolve();
  expect(queryClient.getQueryData(['version'])).toBe(3);
  stop();
});

test('knows its own mutations and what is told again', async () => {
  const told: [boolean, boolean][] = [];
  const { queryClient, dispatcher, stop } = open([
    (_event, { isEcho, isReplay }) => told.push([isEcho, isReplay]),
  ]);
  dispatcher.receive([unlocked('1', 1, newMutationId()), unlocked('2', 2, crypto.randomUUID())]);
  await queryClient.query({ queryKey: ['other'], queryFn: () => 1 });
  await Promise.resolve();
  expect(told).toEqual([
    [true, false],
    [false, false],
    [true, true],
    [false, true],
  ]);
  stop();
});

test("goes on after a handler's fault, reports it and reads everything anew", () => {
  const reported = vi.fn();
  vi.stubGlobal('reportError', reported);
  const seen: string[] = [];
  const { queryClient, dispatcher, stop } = open([
    () => {
      throw new Error('fault');
    },
    (event) => seen.push(event.id),
  ]);
  queryClient.setQueryData(['version'], 1);
  dispatcher.receive([unlocked('1', 1)]);
  expect(seen).toEqual(['1']);
  expect(reported).toHaveBeenCalledOnce();
  expect(queryClient.getQueryState(['version'])?.isInvalidated).toBe(true);
  vi.unstubAllGlobals();
  stop();
});

test('keeps a bounded past', () => {
  const log = new EventLog(2);
  for (const id of ['1', '2', '3']) log.add(unlocked(id, 1));
  expect(log.events.map(({ id }) => id)).toEqual(['2', '3']);
  expect(log.add(unlocked('3', 1))).toBe(false);
  expect(log.add(unlocked('1', 1))).toBe(true);
});

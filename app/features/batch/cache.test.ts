import { QueryClient } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import type { BatchDto } from '#server/features/batch/schema.ts';
import type { TandemEvent } from '#server/features/event/schema.ts';
import { batchEventHandler } from './cache.ts';
import { onEnded } from './ended-runs.ts';

const listKey = [['batch', 'list'], { input: {}, type: 'query' }];
const earlierKey = [['batch', 'list'], { input: { beforeId: 9 }, type: 'query' }];
const getKey = [['batch', 'get'], { input: { batchId: 7 }, type: 'query' }];

function batch(id: number, version: number, extra: Partial<BatchDto> = {}): BatchDto {
  return {
    id,
    version,
    action: 'lock',
    undoes: null,
    undoneById: null,
    reason: 'Chargeback',
    tag: null,
    state: 'running',
    total: 1000,
    doneCount: version * 100,
    skippedCount: 0,
    failedCount: 0,
    author: { id: 3, name: 'Olena Kovalenko' },
    createdAt: '2026-03-01T09:00:00.000Z',
    finishedAt: null,
    stoppedBy: null,
    ...extra,
  };
}

function told(type: 'batch.started' | 'batch.progressed' | 'batch.ended', data: BatchDto) {
  const event: TandemEvent = {
    id: `${data.id}-${data.version}`,
    type,
    subject: { type: 'batch', id: data.id },
    version: data.version,
    author: data.author,
    mutationId: null,
    time: '2026-03-01T09:00:00.000Z',
    changes: [],
    data,
  };
  return event;
}

function cached(rows: BatchDto[]) {
  const queryClient = new QueryClient();
  queryClient.setQueryData(listKey, { rows, hasMore: false });
  queryClient.setQueryData(earlierKey, { rows: [batch(2, 9)], hasMore: false });
  const [first] = rows;
  if (first !== undefined) queryClient.setQueryData(getKey, first);
  const context = { queryClient, isEcho: false, isReplay: false, sessionUserId: 3 };
  const listed = () => queryClient.getQueryData<{ rows: BatchDto[] }>(listKey)?.rows ?? [];
  return { queryClient, context, listed };
}

test('a run comes on top when it starts, once, and on the latest page alone', () => {
  const { queryClient, context, listed } = cached([batch(7, 9)]);
  batchEventHandler(told('batch.started', batch(8, 1)), context);
  batchEventHandler(told('batch.started', batch(8, 1)), { ...context, isReplay: true });
  expect(listed().map(({ id }) => id)).toEqual([8, 7]);
  expect(queryClient.getQueryData<{ rows: BatchDto[] }>(earlierKey)?.rows).toHaveLength(1);
});

test('a run only ever moves on, whatever comes late', () => {
  const { queryClient, context, listed } = cached([batch(7, 2)]);
  batchEventHandler(told('batch.progressed', batch(7, 4)), context);
  batchEventHandler(told('batch.progressed', batch(7, 3)), context);
  expect(listed().map(({ doneCount }) => doneCount)).toEqual([400]);
  expect(queryClient.getQueryData<BatchDto>(getKey)?.version).toBe(4);
});

test('an old run that is on no page stays off it', () => {
  const { context, listed } = cached([batch(7, 2)]);
  batchEventHandler(told('batch.progressed', batch(5, 4)), context);
  expect(listed().map(({ id }) => id)).toEqual([7]);
});

test('what is taken back says by what', () => {
  const { queryClient, context } = cached([batch(7, 2)]);
  const undo = batch(8, 1, { action: 'undo', undoes: { batchId: 7, action: 'lock' } });
  batchEventHandler(told('batch.started', undo), context);
  expect(queryClient.getQueryData<BatchDto>(getKey)?.undoneById).toBe(8);
});

test('the end is said once, and to its author alone', () => {
  const { context } = cached([batch(7, 2)]);
  const listener = vi.fn();
  const stop = onEnded(listener);
  const ended = told('batch.ended', batch(7, 5, { state: 'finished' }));
  batchEventHandler(ended, { ...context, sessionUserId: 4 });
  expect(listener).not.toHaveBeenCalled();
  batchEventHandler(ended, context);
  batchEventHandler(ended, { ...context, isReplay: true });
  expect(listener).toHaveBeenCalledTimes(1);
  stop();
});

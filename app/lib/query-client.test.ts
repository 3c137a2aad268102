import { QueryObserver, notifyManager } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { createQueryClient, jitteredDelayMs } from './query-client.ts';

test.each([
  [0, 500, 1500],
  [1, 1000, 3000],
  [3, 4000, 12_000],
  [4, 7500, 22_500],
  [30, 7500, 22_500],
])('attempt %d waits between %d and %d ms', (attempt, least, most) => {
  expect(jitteredDelayMs(attempt, () => 0)).toBe(least);
  expect(jitteredDelayMs(attempt, () => 1)).toBe(most);
});

test('what is put into the cache is told in the same task, before a frame could be drawn', async () => {
  const client = createQueryClient();
  client.setQueryData(['box'], true);
  const told: unknown[] = [];
  const observer = new QueryObserver(client, { queryKey: ['box'] });
  // As the hooks of React subscribe.
  const tell = notifyManager.batchCalls(() => told.push(observer.getCurrentResult().data));
  const stop = observer.subscribe(tell);
  client.setQueryData(['box'], false);
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  expect(told.at(-1)).toBe(false);
  stop();
  client.clear();
});

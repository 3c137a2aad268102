import { expect, test } from 'vitest';
import { createBatcher } from './batcher.ts';

/** A lane that runs only when it is told to. */
function heldBatcher(
  limits: Partial<{ batchMax: number; concurrentMax: number; waitingMax: number }> = {},
) {
  const batches: number[][] = [];
  const waiting: (() => void)[] = [];
  const add = createBatcher<number, string>({
    batchMax: 3,
    concurrentMax: 1,
    waitingMax: 100,
    ...limits,
    tooMany: () => new Error('too many'),
    run: async (items) => {
      batches.push(items);
      await new Promise<void>((go) => waiting.push(go));
      if (items.includes(13)) throw new Error('unlucky');
      return items.map((item) => `done ${item}`);
    },
  });
  const release = async () => {
    waiting.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { add, batches, release };
}

test('a lone call goes at once, those that wait meanwhile go together in order', async () => {
  const { add, batches, release } = heldBatcher();
  const results = [1, 2, 3, 4, 5].map((item) => add(item));
  expect(batches).toEqual([[1]]);
  for (let turn = 0; turn < 3; turn += 1) await release();
  expect(batches).toEqual([[1], [2, 3, 4], [5]]);
  expect(await Promise.all(results)).toEqual([1, 2, 3, 4, 5].map((item) => `done ${item}`));
});

test('a batch that fails fails its own calls and no others', async () => {
  const { add, release } = heldBatcher({ batchMax: 1 });
  const results = Promise.allSettled([12, 13, 14].map((item) => add(item)));
  for (let turn = 0; turn < 3; turn += 1) await release();
  expect((await results).map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
});

test('refuses what it has no room to keep waiting, and keeps what waits', async () => {
  const { add, release } = heldBatcher({ waitingMax: 2 });
  const kept = [1, 2, 3].map((item) => add(item));
  await expect(add(4)).rejects.toThrow('too many');
  await release();
  await release();
  expect(await Promise.all(kept)).toEqual(['done 1', 'done 2', 'done 3']);
  const later = add(5);
  await release();
  expect(await later).toBe('done 5');
});

test('runs no more batches at once than allowed', async () => {
  const { add, batches, release } = heldBatcher({ batchMax: 1, concurrentMax: 2 });
  const results = [1, 2, 3].map((item) => add(item));
  expect(batches).toEqual([[1], [2]]);
  for (let turn = 0; turn < 3; turn += 1) await release();
  expect(batches).toEqual([[1], [2], [3]]);
  await Promise.all(results);
});

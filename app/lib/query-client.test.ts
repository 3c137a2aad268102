import { expect, test } from 'vitest';
import { jitteredDelayMs } from './query-client.ts';

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

import { expect, test } from 'vitest';
import { readVerdicts, verdictsInput, writeVerdicts } from './verdict-filter.ts';

test('the address says what is shown, and is read back the same', () => {
  const filter = { verdict: 'skipped', reason: 'changedSince' } as const;
  const search = writeVerdicts(filter);
  expect(search.toString()).toBe('verdict=skipped&reason=changedSince');
  expect(readVerdicts(search)).toEqual(filter);
  expect(verdictsInput(7, filter)).toEqual({ batchId: 7, ...filter });
});

test('what means nothing is left out', () => {
  const filter = readVerdicts(new URLSearchParams('verdict=maybe&reason=%00&x=1'));
  expect(filter).toEqual({ verdict: null, reason: null });
  expect(writeVerdicts(filter).toString()).toBe('');
  expect(verdictsInput(7, filter)).toEqual({ batchId: 7 });
});

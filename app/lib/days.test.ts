import { expect, test } from 'vitest';
import { addDays, isWithin, readDays } from './days.ts';

test('counts over the end of a month and of a year', () => {
  expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
});

test('both ends belong to the days', () => {
  const days = { from: '2026-02-01', to: '2026-02-10' };
  const asked = ['2026-01-31', '2026-02-01', '2026-02-10', '2026-02-11'];
  expect(asked.map((day) => isWithin(days, day))).toEqual([false, true, true, false]);
});

test.each([
  ['', null],
  ['from=2026-02-01&to=2026-02-10', { from: '2026-02-01', to: '2026-02-10' }],
  ['to=2026-02-10', { to: '2026-02-10' }],
  ['from=yesterday', null],
  ['from=2026-02-30&to=2026-03-01', { to: '2026-03-01' }],
])('reads the days of "%s"', (search, days) => {
  expect(readDays(new URLSearchParams(search))).toEqual(days);
});

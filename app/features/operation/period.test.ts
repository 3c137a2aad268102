import { expect, test } from 'vitest';
import { daysOf, readPeriod } from './period.ts';

const today = '2026-03-01';

test.each([
  ['', { from: '2026-01-31' }],
  ['period=7d', { from: '2026-02-23' }],
  ['period=90d', { from: '2025-12-02' }],
  ['period=year', { from: '2025-03-02' }],
  ['period=all', {}],
  ['period=nonsense', { from: '2026-01-31' }],
  ['from=2026-02-01&to=2026-02-10', { from: '2026-02-01', to: '2026-02-10' }],
  ['to=2026-02-10', { to: '2026-02-10' }],
  ['from=yesterday', { from: '2026-01-31' }],
])('reads the period of "%s"', (search, days) => {
  expect(daysOf(readPeriod(new URLSearchParams(search)), today)).toEqual(days);
});

import { expect, test } from 'vitest';
import { wallClockOf, wallIso, wallText } from './wall-clock.ts';

test.each([
  ['Europe/Kyiv', '2026-01-10T22:30:15.999Z', '2026-01-11 00:30:15', '2026-01-11T00:30:15+02:00'],
  ['Europe/Kyiv', '2026-03-29T00:59:59Z', '2026-03-29 02:59:59', '2026-03-29T02:59:59+02:00'],
  ['Europe/Kyiv', '2026-03-29T01:00:00Z', '2026-03-29 04:00:00', '2026-03-29T04:00:00+03:00'],
  ['Asia/Kathmandu', '2026-07-01T00:00:00Z', '2026-07-01 05:45:00', '2026-07-01T05:45:00+05:45'],
  ['America/New_York', '2026-07-01T00:00:00Z', '2026-06-30 20:00:00', '2026-06-30T20:00:00-04:00'],
  ['UTC', '2026-07-01T12:00:00+03:00', '2026-07-01 09:00:00', '2026-07-01T09:00:00+00:00'],
])('in %s %s is %s', (zone, instant, text, iso) => {
  const clock = wallClockOf(zone)(instant);
  expect(clock && wallText(clock)).toBe(text);
  expect(clock && wallIso(clock)).toBe(iso);
});

test('has no clock for what is no instant', () => {
  const clockOf = wallClockOf('UTC');
  for (const text of ['', 'yesterday', '2026-11-21', '2026-13-45T00:00:00Z', '2026-11-21 10:00']) {
    expect(clockOf(text)).toBeNull();
  }
});

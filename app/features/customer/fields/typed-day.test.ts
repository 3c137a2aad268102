import { expect, test } from 'vitest';
import { parseDay } from './typed-day.ts';

test.each([
  ['05.03.1990', '1990-03-05'],
  ['5.3.1990', '1990-03-05'],
  [' 05/03/1990 ', '1990-03-05'],
  ['5-3-1990', '1990-03-05'],
  ['5 3 1990', '1990-03-05'],
  ['05031990', '1990-03-05'],
  ['1990-03-05', '1990-03-05'],
  ['29.02.2024', '2024-02-29'],
])('reads %j as %s', (typed, day) => {
  expect(parseDay(typed)).toBe(day);
});

test.each([
  '',
  '5',
  '05.03',
  '05.03.90',
  '29.02.2023',
  '31.04.2000',
  '00.01.2000',
  '1.13.2000',
  'x',
])('takes %j for no day', (typed) => {
  expect(parseDay(typed)).toBeNull();
});

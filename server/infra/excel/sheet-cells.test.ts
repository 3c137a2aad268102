import { expect, test } from 'vitest';
import { sheetName, sheetText, shorten } from './sheet-cells.ts';

test('cuts what a cell can not hold, where one sees it, and never through a character', () => {
  expect(sheetText('я'.repeat(32_767))).toHaveLength(32_767);
  expect(sheetText('я'.repeat(32_768))).toBe(`${'я'.repeat(32_766)}…`);
  expect(shorten('ab😀cd', 4)).toBe('ab…');
  expect(shorten('ab😀cd', 5)).toBe('ab😀…');
});

test.each([
  ['Клієнти', 1, 'Клієнти'],
  ['Клієнти', 12, 'Клієнти 12'],
  ["'a/b\\c?*[d]:'", 1, 'a b c d'],
  ['x'.repeat(40), 2, `${'x'.repeat(29)} 2`],
  ['', 1, 'Export'],
])('names the sheet of %j, number %i, %j', (title, serial, name) => {
  expect(sheetName(title, serial)).toBe(name);
});

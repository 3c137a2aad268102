import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CustomerFilter } from '#server/shared/customer-filter.ts';
import { customerFilter, customerQuestion, filterNames } from '#server/shared/customer-filter.ts';
import { readFilter, readSearch } from './read-filter.ts';

/** What the server's schema makes of the same text. */
function byServer(name: keyof CustomerFilter, text: string): unknown {
  const value: Partial<Record<keyof CustomerFilter, unknown>> = {
    id: Number(text),
    organizationId: Number(text),
    tagIds: [...new Set(text.split(',').map(Number))],
    statuses: text.split(','),
    onlyActive: text === '1',
  };
  return customerFilter.shape[name].safeParse(value[name] ?? text).data;
}

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme', minLength: 195, maxLength: 205 }),
  fc.integer().map(String),
  fc.double().map(String),
  fc.array(fc.integer({ min: -1, max: 60 }), { maxLength: 60 }).map(String),
  fc.constantFrom('locked', 'locked,enabled', 'today', 'thisYear', 'UA', 'ua', '1', 'true', '\0'),
  fc.constantFrom('0000-12-31', '0001-01-01', '2024-02-29', '2026-02-29', '2026-13-01', '26-1-1'),
  fc.constantFrom('0.00', '-5.10', '5', '5.1', '12345678901234567.00', '2147483648', '2147483647'),
  fc
    .tuple(fc.integer({ min: 0, max: 3000 }), fc.nat(14), fc.nat(33))
    .map(
      ([year, month, date]) =>
        `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`,
    ),
);

test.each(filterNames)('%s is read as the server checks it, whatever the address says', (name) => {
  fc.assert(
    fc.property(texts, (text) => {
      const search = new URLSearchParams({ [name]: text });
      expect(readFilter(search)[name]).toEqual(byServer(name, search.get(name) ?? ''));
    }),
    { numRuns: 400 },
  );
});

test('a search is read as the server checks it', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(readSearch(text)).toBe(customerQuestion.shape.search.safeParse(text).data ?? '');
    }),
    { numRuns: 400 },
  );
});

test('every filter of the schema has its place in the address', () => {
  expect(new Set(filterNames)).toEqual(new Set(Object.keys(customerFilter.shape)));
});

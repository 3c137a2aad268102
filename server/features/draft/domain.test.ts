import { expect, it } from 'vitest';
import { subjectOf, toFields, toStored } from './domain.ts';

const now = new Date('2026-11-21T10:00:00.000Z');
const at = now.toISOString();

it('names a draft by its customer, or as the one of a new customer', () => {
  expect([subjectOf(42), subjectOf(null)]).toEqual(['customer:42', 'new']);
});

it('keeps what was typed as it was typed, in one Unicode form', () => {
  const typed = '  і\u0308жак \n';
  const stored = toStored([{ field: 'comment', value: typed, base: null, version: 3 }], now);
  expect(stored).toEqual({ comment: { value: '  їжак \n', base: null, version: 3, at } });
});

it('takes the later of two values for one field', () => {
  const set = ['a', 'b'].map((value) => ({
    ...{ field: 'city' as const, value, base: 'c', version: 1 },
  }));
  expect(toStored(set, now).city?.value).toBe('b');
});

it('gives fields back in the order of the form', () => {
  const fields = toFields({
    tags: { value: [3, 1], base: [1], version: 2, at },
    comment: { value: '', base: 'було', version: 2, at },
    lastName: { value: 'Їжак', base: 'Іжак', version: 1, at },
  });
  expect(fields.map(({ field }) => field)).toEqual(['lastName', 'comment', 'tags']);
  expect(fields[2]).toEqual({ field: 'tags', value: [3, 1], base: [1], version: 2, at });
});

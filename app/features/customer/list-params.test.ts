import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ListCustomersQuery } from '#server/features/customer/schema.ts';
import { listCustomersInput } from '#server/features/customer/schema.ts';
import type { CustomerFilter } from '#server/shared/customer-filter.ts';
import {
  customerFilter,
  customerSortKeys,
  customerStatuses,
  pageSizes,
  registeredPresets,
} from '#server/shared/customer-filter.ts';
import { typedText } from '#server/shared/typed-text.ts';
import {
  readChosenView,
  readListParams,
  withChosenView,
  withListParams,
  writeListParams,
} from './list-params.ts';

const usual = { search: '', filter: {}, sort: 'id', direction: 'asc', pageSize: 10 };

function read(search: string) {
  return readListParams(new URLSearchParams(search));
}

test('what is usual here is what the server takes as usual', () => {
  expect(listCustomersInput.parse({})).toEqual(usual);
});

test.each([
  ['', usual],
  ['search=%20%D0%9E%D0%BB%D0%B5%D0%BD%D0%B0%20', { ...usual, search: 'Олена' }],
  ['sort=balance&direction=desc', { ...usual, sort: 'balance', direction: 'desc' }],
  ['sort=password&direction=up', usual],
  ['pageSize=100&cursor=abc', { ...usual, pageSize: 100, cursor: 'abc' }],
  ['pageSize=7', usual],
  ['search=a%00b', usual],
  ['id=7&onlyActive=1', { ...usual, filter: { id: 7, onlyActive: true } }],
  ['statuses=locked,asleep,enabled', { ...usual, filter: { statuses: ['locked', 'enabled'] } }],
  ['statuses=asleep', usual],
  ['tagIds=3,3,9', { ...usual, filter: { tagIds: [3, 9] } }],
])('reads "%s"', (search, expected) => {
  expect(read(search)).toEqual(expected);
});

test.each([
  'id=-1',
  'id=99999999999',
  'id=1e3.5',
  'tagIds=',
  'tagIds=1,x',
  `tagIds=${Array.from({ length: 51 }, (_, index) => index + 1).join(',')}`,
  'registeredFrom=2026-02-30',
  'registeredFrom=yesterday',
  'registeredPreset=lastCentury',
  'country=ukr',
  'balanceFrom=5',
  'balanceFrom=NaN',
  'onlyActive=yes',
  'login=%20%20',
  `city=${'x'.repeat(201)}`,
  `search=${'x'.repeat(201)}`,
  'filter=%7B%22id%22%3A7%7D',
  '__proto__=1&constructor=2',
])('takes "%s" for no filter', (search) => {
  expect(read(search)).toEqual(usual);
});

test('one filter that makes no sense takes no other with it', () => {
  expect(read('country=nowhere&city=Lviv').filter).toEqual({ city: 'Lviv' });
});

const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .map((raw) => raw.trim().normalize('NFC'))
  .filter((raw) => raw !== '' && typedText.safeParse(raw).success);
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const id = fc.integer({ min: 1, max: 2_147_483_647 });
const amount = fc
  .tuple(fc.integer({ min: -999_999, max: 999_999_999 }), fc.integer({ min: 0, max: 99 }))
  .map(([whole, rest]) => `${String(whole)}.${String(rest).padStart(2, '0')}`);
const anyFilter = fc
  .record(
    {
      id,
      login: text,
      lastName: text,
      email: text,
      phone: text,
      city: text,
      registeredPreset: fc.constantFrom(...registeredPresets),
      registeredFrom: day,
      registeredTo: day,
      statuses: fc
        .subarray([...customerStatuses], { minLength: 1 })
        .map((chosen) => customerStatuses.filter((status) => chosen.includes(status))),
      tagIds: fc.uniqueArray(id, { minLength: 1, maxLength: 50 }),
      organizationId: id,
      country: fc.constantFrom('UA', 'PL', 'GB'),
      balanceFrom: amount,
      balanceTo: amount,
      onlyActive: fc.constant(true as const),
    },
    { requiredKeys: [] },
  )
  .map((filter): CustomerFilter => customerFilter.parse(filter));

test('whatever is asked for is written so that it is read back', () => {
  const anyParams = fc.record({
    search: fc.oneof(fc.constant(''), text),
    filter: anyFilter,
    sort: fc.constantFrom(...customerSortKeys),
    direction: fc.constantFrom('asc' as const, 'desc' as const),
    pageSize: fc.constantFrom(...pageSizes),
  });
  fc.assert(
    fc.property(anyParams, fc.constantFrom(...pageSizes), (params, own) => {
      const written = writeListParams(params, own).toString();
      expect(readListParams(new URLSearchParams(written), own)).toEqual(params);
      expect(listCustomersInput.safeParse(params).success).toBe(true);
    }),
  );
});

test('whatever stands in an address, it is a question that the server takes', () => {
  const names = fc.constantFrom(
    'search',
    'cursor',
    'pageSize',
    ...Object.keys(customerFilter.shape),
  );
  const anyAddress = fc.array(fc.tuple(names, fc.string({ unit: 'binary', maxLength: 250 })), {
    maxLength: 5,
  });
  fc.assert(
    fc.property(anyAddress, (pairs) => {
      const params: ListCustomersQuery = readListParams(new URLSearchParams(pairs));
      expect(listCustomersInput.safeParse(params).success).toBe(true);
    }),
  );
});

test('writes only what is not as usual, and reads it back', () => {
  expect(writeListParams(read('')).toString()).toBe('');
  const search = 'search=a%26b&sort=name&direction=desc&pageSize=50&cursor=x.y';
  expect(writeListParams(read(search)).toString()).toBe(search);
});

test('a page size is left out where it is the reader’s own, and only there', () => {
  expect(writeListParams({ ...read(''), pageSize: 50 }, 50).toString()).toBe('');
  expect(writeListParams(read(''), 50).toString()).toBe('pageSize=10');
  expect(writeListParams(read(''), null).toString()).toBe('pageSize=10');
});

test('a change starts from the first page', () => {
  expect(withListParams(read('cursor=abc'), { sort: 'login' })).toEqual({
    ...usual,
    sort: 'login',
  });
});

test.each([
  ['', null],
  ['view=all', 'all'],
  ['view=7', 7],
  ['view=0', null],
  ['view=x', null],
  ['view=', null],
] as const)('finds the view of "%s"', (search, view) => {
  expect(readChosenView(new URLSearchParams(search))).toBe(view);
  if (view === null) return;
  expect(withChosenView(new URLSearchParams('id=1'), view).toString()).toBe(`id=1&${search}`);
});

import { expect, test } from 'vitest';
import type { Money } from '#server/shared/money.ts';
import { parseBalance } from './typed-amount.ts';
import type { TypedFilter } from './typed-filter.ts';
import { readTyped } from './read-typed.ts';
import { nothingTyped, typedOf } from './typed-filter.ts';

const ukrainian = (text: string) => parseBalance(text, { commaGroups: false, marks: ['₴'] });
const english = (text: string) => parseBalance(text, { commaGroups: true, marks: ['₴'] });
const read = (typed: Partial<TypedFilter>) => readTyped({ ...nothingTyped, ...typed }, ukrainian);

test.each([
  ['1 000,50', '1000.50'],
  ['1\u00a0000,5', '1000.50'],
  ['1000.5', '1000.50'],
  ['₴ 5', '5.00'],
  ['0', '0.00'],
  ['-3', '-3.00'],
  ['\u22123,10', '-3.10'],
  ['-0', '0.00'],
  ['007', '7.00'],
])('reads the balance %j as %s', (typed, expected) => {
  expect(ukrainian(typed)).toBe(expected);
});

test.each(['', 'x', '1,000', '1.000', '1,2,3', '5 000,505', '--1', '1e5', '1'.repeat(17)])(
  'takes %j for no balance',
  (typed) => {
    expect(ukrainian(typed)).toBeNull();
  },
);

test('a comma parts thousands where the language does so', () => {
  expect(english('1,000')).toBe('1000.00');
  expect(english('12,345,678.90')).toBe('12345678.90');
  expect(english('10,50')).toBe('10.50');
  expect(english('1,00,000')).toBeNull();
});

test('what is empty is not asked for', () => {
  expect(read({})).toEqual({ filter: {}, problems: {} });
  expect(read({ login: '   ', id: ' ' })).toEqual({ filter: {}, problems: {} });
});

test('all that is filled in is asked for together', () => {
  const typed: TypedFilter = {
    ...nothingTyped,
    id: '№ 42',
    lastName: ' Шевч ',
    registeredFrom: '2026-01-05',
    registeredTo: '2026-01-05',
    statuses: ['locked', 'enabled'],
    tagIds: [3],
    organizationId: 9,
    country: 'UA',
    balanceFrom: '1 000,50',
    onlyActive: true,
  };
  const filter = {
    id: 42,
    lastName: 'Шевч',
    registeredFrom: '2026-01-05',
    registeredTo: '2026-01-05',
    statuses: ['locked', 'enabled'],
    tagIds: [3],
    organizationId: 9,
    country: 'UA',
    balanceFrom: '1000.50',
    onlyActive: true,
  };
  expect(readTyped(typed, ukrainian)).toEqual({ filter, problems: {} });
});

test('what was applied is shown as it was meant', () => {
  const { filter } = read({ id: '7', registeredPreset: 'last7Days', balanceTo: '5', tagIds: [1] });
  const shown = typedOf(filter, (value: Money) => value.replace('.', ','));
  expect(shown).toEqual({
    ...nothingTyped,
    id: '7',
    registeredPreset: 'last7Days',
    balanceTo: '5,00',
    tagIds: [1],
  });
  expect(readTyped(shown, ukrainian).filter).toEqual(filter);
});

test('a period goes before two days', () => {
  const typed = { registeredPreset: 'today', registeredFrom: '2026-01-01' } as const;
  expect(read(typed).filter).toEqual({ registeredPreset: 'today' });
});

test.each([
  [{ id: 'seven' }, { id: 'number' }],
  [{ id: '0' }, { id: 'number' }],
  [{ id: '2147483648' }, { id: 'number' }],
  [{ registeredFrom: '31.02.2026' }, { registeredFrom: 'day' }],
  [{ registeredFrom: '2026-03-02', registeredTo: '2026-03-01' }, { registeredTo: 'daysOrder' }],
  [{ balanceFrom: 'much' }, { balanceFrom: 'amount' }],
  [{ balanceFrom: '2', balanceTo: '1,99' }, { balanceTo: 'amountsOrder' }],
  [{ city: 'x'.repeat(201) }, { city: 'tooLong' }],
  [{ login: 'a\0b' }, { login: 'invalid' }],
  [
    { id: 'x', balanceTo: 'y', city: 'Lviv' },
    { id: 'number', balanceTo: 'amount' },
  ],
] as const)('says what is wrong beside the field: %o', (typed, problems) => {
  expect(read(typed).problems).toEqual(problems);
});

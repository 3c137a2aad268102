import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addMoney,
  amountMax,
  amountSchema,
  fromMinor,
  isLess,
  money,
  moneySchema,
  parseAmount,
  subtractMoney,
  toMinor,
} from './money.ts';

const bound = 10n ** 18n - 1n;
const minor = fc.bigInt({ min: -bound, max: bound });
const half = fc.bigInt({ min: -bound / 2n, max: bound / 2n });

test('minor units and text are two spellings of one amount', () => {
  fc.assert(
    fc.property(minor, (value) => {
      const text = fromMinor(value);
      expect(text).toMatch(/^-?\d+\.\d{2}$/);
      expect(toMinor(text)).toBe(value);
      expect(moneySchema.parse(text)).toBe(text);
      expect(money(text)).toBe(text);
    }),
  );
});

test('adds, subtracts and compares as whole numbers of hundredths do', () => {
  fc.assert(
    fc.property(half, half, (a, b) => {
      const [x, y] = [fromMinor(a), fromMinor(b)];
      expect(toMinor(addMoney(x, y))).toBe(a + b);
      expect(toMinor(subtractMoney(x, y))).toBe(a - b);
      expect(isLess(x, y)).toBe(a < b);
    }),
  );
});

test('adds what binary fractions can not', () => {
  expect(addMoney(money('0.10'), money('0.20'))).toBe('0.30');
  expect(subtractMoney(money('0.30'), money('0.40'))).toBe('-0.10');
  expect(addMoney(money('9007199254740993.01'), money('0.01'))).toBe('9007199254740993.02');
});

const separators = fc.constantFrom('', ' ', '\u00a0', '\u202f', "'");

/** As a person writes it: thousands apart, comma or dot, cents with and without a trailing zero. */
const typedAmount = fc
  .record({
    minor: fc.bigInt({ min: 1n, max: toMinor(amountMax) }),
    separator: separators,
    point: fc.constantFrom(',', '.'),
    zeros: fc.nat({ max: 1 }),
  })
  .map(({ minor: value, separator, point, zeros }) => {
    const [whole = '', cents = ''] = fromMinor(value).split('.');
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, separator);
    const short = cents === '00' ? '' : point + cents.replace(/0$/, '');
    return { value, typed: zeros === 1 ? `${grouped}${point}${cents}` : grouped + short };
  });

test('reads whatever notation an amount is typed in', () => {
  fc.assert(
    fc.property(typedAmount, ({ value, typed }) => {
      expect(parseAmount(typed)).toBe(fromMinor(value));
    }),
  );
});

test('never takes a text that is not an amount within bounds', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,+-eE xNa') }), (typed) => {
      const amount = parseAmount(typed);
      if (amount === null) return;
      expect(toMinor(amount) > 0n && toMinor(amount) <= toMinor(amountMax)).toBe(true);
      expect(amount).toBe(fromMinor(toMinor(amount)));
    }),
  );
});

test.each([
  ['1 200,50', '1200.50'],
  ['1200.5', '1200.50'],
  ['0.01', '0.01'],
  ['007', '7.00'],
  ['999999999.99', '999999999.99'],
])('takes %j as %s', (typed, expected) => {
  expect(amountSchema.parse(typed)).toBe(expected);
});

test.each([
  '',
  ' ',
  '0',
  '0,00',
  '-1',
  '+1',
  '1.234',
  '1,2,3',
  '1.2.3',
  '1e3',
  '1e309',
  '0x10',
  'NaN',
  'Infinity',
  '٣',
  '1000000000',
  '999999999.999',
  '.5',
  '5.',
  '1;DROP',
  '9'.repeat(41),
])('refuses %j', (typed) => {
  expect(amountSchema.safeParse(typed).success).toBe(false);
});

test.each([5, Number.NaN, null, undefined, ['5'], { valueOf: '5' }, true])(
  'refuses what is no text: %j',
  (value) => {
    expect(amountSchema.safeParse(value).success).toBe(false);
    expect(moneySchema.safeParse(value).success).toBe(false);
  },
);

test('takes a balance only as the server writes it', () => {
  for (const text of ['5', '5.0', '5,00', ' 5.00', '5.00\n', '--5.00', '1e2', '']) {
    expect(moneySchema.safeParse(text).success, text).toBe(false);
  }
  expect(() => money('5.001')).toThrow('not an amount');
  expect(money('5')).toBe('5.00');
});

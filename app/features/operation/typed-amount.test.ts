import { expect, test } from 'vitest';
import { parseAmount } from '#server/shared/money.ts';
import { currencyMarks, withoutCurrency } from './typed-amount.ts';

const hryvnia = '\u0433\u0440\u043d';
const marks = currencyMarks('UAH', '₴', `UAH, ${hryvnia}, hryvnia, hryvnias`);

test.each([
  ['50', '50.00'],
  ['50 ₴', '50.00'],
  ['50₴', '50.00'],
  ['₴50', '50.00'],
  ['₴ 1 200,50', '1200.50'],
  ['50 UAH', '50.00'],
  ['uah 50', '50.00'],
  [`50 ${hryvnia}`, '50.00'],
  [`50 ${hryvnia}.`, '50.00'],
  [`50,5${hryvnia.toUpperCase()}`, '50.50'],
  ['5 hryvnias', '5.00'],
])('%s is an amount in hryvnias', (typed, amount) => {
  expect(parseAmount(withoutCurrency(typed, marks))).toBe(amount);
});

test.each(['$50', '50 USD', '50 €', '₴50₴', '₴', '₴-50', '5 ₴ 0', ''])('%s is none', (typed) => {
  expect(parseAmount(withoutCurrency(typed, marks))).toBeNull();
});

test('another company takes its own currency', () => {
  const euro = currencyMarks('EUR', '€', `UAH, ${hryvnia}`);
  expect(withoutCurrency('€50', euro)).toBe('50');
  expect(withoutCurrency('50 eur', euro)).toBe('50');
  expect(parseAmount(withoutCurrency(`50 ${hryvnia}`, euro))).toBeNull();
});

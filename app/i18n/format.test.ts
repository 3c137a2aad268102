import { expect, test } from 'vitest';
import type { Language } from '#server/shared/language.ts';
import { money } from '#server/shared/money.ts';
import { createFormat, formatPhone } from './format.ts';

const kyiv = { currency: 'UAH', timeZone: 'Europe/Kyiv' };
const words = { justNow: 'щойно' };
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test.each<[Language, string, string, string]>([
  ['uk', '1200.50', '1 200,50 ₴', '+1 200,50 ₴'],
  ['ru', '1200.50', '1 200,50 ₴', '+1 200,50 ₴'],
  ['en', '1200.50', '₴1,200.50', '+₴1,200.50'],
  ['uk', '-5.00', '−5,00 ₴', '−5,00 ₴'],
  ['en', '-5.00', '−₴5.00', '−₴5.00'],
  ['en', '0.00', '₴0.00', '₴0.00'],
])('writes money in %s: %s', (language, value, text, signed) => {
  const format = createFormat(language, kyiv, words);
  expect(plain(format.money(money(value)))).toBe(text);
  expect(plain(format.signedMoney(money(value)))).toBe(signed);
});

test('writes every kopeck of an amount that a float could not hold', () => {
  const format = createFormat('en', kyiv, words);
  expect(format.amount(money('9007199254740993.07'))).toBe('9,007,199,254,740,993.07');
});

test('names the sign that amounts carry', () => {
  expect(createFormat('en', kyiv, words).currencySign).toBe('₴');
});

test("writes times in the company's zone, wherever the machine stands", () => {
  const format = createFormat('uk', kyiv, words);
  expect(format.dateTime('2026-07-01T21:30:00.000Z')).toBe('02.07.2026, 00:30');
  expect(createFormat('en', kyiv, words).date('2026-01-31T12:00:00.000Z')).toBe('31/01/2026');
  expect(format.day('2026-03-29')).toBe('29.03.2026');
});

test.each<[Language, number, string]>([
  ['en', 60_000, '1 minute'],
  ['uk', 43 * 60_000, '43 хвилини'],
  ['uk', 5 * 60_000, '5 хвилин'],
  ['ru', 2 * 3_600_000, '2 часа'],
])('says how long in %s: %d ms', (language, ms, text) => {
  expect(plain(createFormat(language, kyiv, words).duration(ms))).toBe(text);
});

test('says how long ago', () => {
  const format = createFormat('uk', kyiv, words);
  const now = Date.parse('2026-01-01T12:00:00.000Z');
  expect(format.relative('2026-01-01T11:55:00.000Z', now)).toBe('5 хвилин тому');
  expect(format.relative('2026-01-01T11:59:01.000Z', now)).toBe('щойно');
  // A colleague's machine may be a little ahead.
  expect(format.relative('2026-01-01T12:00:02.000Z', now)).toBe('щойно');
});

test.each([
  ['+380671234567', '+380 67 123 45 67'],
  ['+14155550123', '+1 415 555 0123'],
  ['+4915112345678', '+49 151 123 456 78'],
])('writes %s in groups', (e164, text) => {
  expect(plain(formatPhone(e164))).toBe(text);
});

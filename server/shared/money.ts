import { z } from 'zod';
import { assert } from './assert.ts';

/**
 * Money in the company's base currency: exact, never a JavaScript float.
 * On the wire and in DTOs a decimal string with two digits ("1200.50"); in arithmetic a bigint of
 * minor units (hundredths).
 */
export type Money = string & { readonly __money: true };

const moneyPattern = /^-?\d{1,16}\.\d{2}$/;

/** The largest amount of one operation (product 4.4). */
export const amountMax = '999999999.99' as Money;

/** {@link moneySchema} where a first page is drawn, which has no room for zod. */
export function isMoney(text: string): text is Money {
  return moneyPattern.test(text);
}

/** Takes what PostgreSQL or a DTO holds; a fault here is a bug, not bad input. */
export function money(text: string): Money {
  const padded = /^-?\d+$/.test(text) ? `${text}.00` : text;
  assert(moneyPattern.test(padded), `not an amount of money: ${text}`);
  return padded as Money;
}

export function toMinor(value: Money): bigint {
  return BigInt(value.replace('.', ''));
}

export function fromMinor(minor: bigint): Money {
  const negative = minor < 0n;
  const digits = (negative ? -minor : minor).toString().padStart(3, '0');
  return `${negative ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}` as Money;
}

export function addMoney(a: Money, b: Money): Money {
  return fromMinor(toMinor(a) + toMinor(b));
}

export function subtractMoney(a: Money, b: Money): Money {
  return fromMinor(toMinor(a) - toMinor(b));
}

export function isLess(a: Money, b: Money): boolean {
  return toMinor(a) < toMinor(b);
}

/** What a person types: spaces between thousands, comma or dot. Null when it is no amount. */
export function parseAmount(typed: string): Money | null {
  const compact = typed.replace(/[\s\u00a0\u202f']/g, '').replace(',', '.');
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(compact);
  if (!match) return null;
  const whole = (match[1] ?? '').replace(/^0+(?=\d)/, '');
  const value = `${whole}.${(match[2] ?? '').padEnd(2, '0')}` as Money;
  return toMinor(value) > 0n ? value : null;
}

/** An amount of one operation: greater than 0, at most {@link amountMax}, two decimals (product 4.4). */
export const amountSchema = z
  .string()
  .max(40)
  .transform((typed, context) => {
    const amount = parseAmount(typed);
    if (amount === null) {
      context.addIssue({ code: 'custom', params: { code: 'amount' } });
      return z.NEVER;
    }
    return amount;
  });

/** Any money that the server sends or a client sends back (a balance that was seen). */
export const moneySchema = z
  .string()
  .regex(moneyPattern)
  .transform((text) => text as Money);

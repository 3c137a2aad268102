import { expect, test } from 'vitest';
import { AppError } from '#server/shared/errors.ts';
import { money } from '#server/shared/money.ts';
import { assertCancellable, canBecome, lineTotal, refundNote, settle } from './domain.ts';
import { can } from './policy.ts';
import { isFinal, orderStatuses } from './schema.ts';

test.each(orderStatuses)('nothing follows on %s exactly if it is final', (status) => {
  expect(orderStatuses.some((next) => canBecome(status, next))).toBe(!isFinal(status));
  expect(canBecome(status, 'cancelled')).toBe(!isFinal(status));
  expect(canBecome(status, 'new')).toBe(false);
});

test('an order that is final is told so before anything else', () => {
  const cancel = () => assertCancellable({ status: 'shipped', version: 3 }, 3);
  expect(cancel).not.toThrow();
  const stale = () => assertCancellable({ status: 'shipped', version: 3 }, 2);
  expect(stale).toThrow(new AppError('STALE_VERSION'));
  const final = () => assertCancellable({ status: 'returned', version: 3 }, 2);
  expect(final).toThrow(new AppError('ORDER_FINAL', { status: 'returned' }));
});

test.each([
  ['0.00', '0.00', null, '0.00'],
  ['240.00', '240.00', '240.00', '0.00'],
  ['250.00', '100.00', '100.00', '150.00'],
  ['250.00', '0.00', null, '250.00'],
  // What an older import may have left: never less than nothing.
  ['10.00', '240.00', '240.00', '0.00'],
])('of %s paid, %s from the balance: returns %s and leaves %s', (paid, from, refund, rest) => {
  expect(settle(money(paid), money(from))).toEqual({ refund, paid: rest });
});

test('a refund’s note fits the ledger, however short or long the reason is', () => {
  expect(refundNote('1', 'так')).toBe('1: так');
  expect(refundNote('1', 'так').length).toBeGreaterThanOrEqual(5);
  const long = refundNote('2026-000001', 'щ'.repeat(500));
  expect([...long]).toHaveLength(500);
  expect(long.endsWith('щ…')).toBe(true);
});

test('a line is exact', () => {
  expect(lineTotal(money('0.10'), 3)).toBe('0.30');
  expect(lineTotal(money('99999999999999.99'), 2)).toBe('199999999999999.98');
});

test('cancelling is a superadmin’s alone (S4-8), and only of an open order', () => {
  expect(can.cancel({ role: 'admin' })).toBe(false);
  expect(can.cancel({ role: 'superadmin' })).toBe(true);
  expect(can.cancel({ role: 'superadmin' }, { status: 'shipped' })).toBe(true);
  expect(can.cancel({ role: 'superadmin' }, { status: 'completed' })).toBe(false);
});

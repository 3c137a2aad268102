import { expect, test } from 'vitest';
import { AppError } from '#server/shared/errors.ts';
import { money } from '#server/shared/money.ts';
import type { LedgerVerdict } from '#server/shared/ledger.ts';
import { resultOf } from './domain.ts';
import { can } from './policy.ts';
import type { OperationDto } from './schema.ts';

const operation: OperationDto = {
  id: 1,
  customerId: 2,
  number: 1,
  kind: 'deposit',
  amount: money('10.00'),
  balanceBefore: money('0.00'),
  balanceAfter: money('10.00'),
  note: 'Повернення',
  author: { id: 3, name: 'Олена Коваленко' },
  order: null,
  reverses: null,
  reversedBy: null,
  createdAt: '2026-01-01T00:00:00.000Z',
};
const posted: LedgerVerdict = {
  outcome: 'posted',
  error: null,
  params: {},
  operation,
  customerVersion: 2,
};

test('tells a new operation from a repeated answer', () => {
  expect(resultOf(posted)).toEqual({ operation, customerVersion: 2, replayed: false });
  expect(resultOf({ ...posted, outcome: 'replayed' })).toMatchObject({ operation, replayed: true });
});

test('a refusal becomes an error with the ledger’s code and parameters', () => {
  const refused = {
    ...posted,
    outcome: 'refused',
    error: 'BALANCE_MOVED',
    params: { balance: '5.00' },
    operation: null,
    customerVersion: null,
  };
  expect(() => resultOf(refused)).toThrow(new AppError('BALANCE_MOVED', { balance: '5.00' }));
});

test.each([null, {}, { ...posted, operation: null }, { ...posted, error: 'NO_SUCH_CODE' }])(
  'an answer that makes no sense is a fault, never a success: %#',
  (raw) => {
    expect(() => resultOf(raw)).toThrow();
  },
);

test.each([
  ['deposit', null, true],
  ['reversal', null, false],
  ['withdrawal', { id: 2, number: 2 }, false],
] as const)('offers to reverse a %s that was reversed by %j: %s', (kind, reversedBy, offered) => {
  expect(can.reverse({ role: 'admin' }, { kind, reversedBy })).toBe(offered);
});

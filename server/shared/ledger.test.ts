import { expect, test } from 'vitest';
import type { LedgerCommand } from './ledger.ts';
import { identityOf } from './ledger.ts';
import { money } from './money.ts';

const command: LedgerCommand = {
  companyId: 1,
  customerId: 2,
  kind: 'withdrawal',
  amount: money('10.00'),
  note: 'Повернення',
  authorId: 3,
  idempotencyKey: '00000000-0000-4000-8000-000000000001',
  seenBalance: money('50.00'),
  confirmRepeated: false,
  reversesId: null,
};

test('a confirmation makes no other command of it', () => {
  const confirmed = { ...command, seenBalance: money('40.00'), confirmRepeated: true };
  expect(identityOf(confirmed)).toBe(identityOf(command));
});

test.each<Partial<LedgerCommand>>([
  { companyId: 9 },
  { customerId: 9 },
  { kind: 'deposit' },
  { amount: money('10.01') },
  { note: 'Повернення ' },
  { authorId: 9 },
  { reversesId: 9 },
  { orderId: 9 },
])('is another command with %j', (change) => {
  expect(identityOf({ ...command, ...change })).not.toBe(identityOf(command));
});

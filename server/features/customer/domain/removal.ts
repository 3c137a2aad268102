/**
 * Who may be removed: values in, values out. Invariants: nobody with an open order or money on the
 * account (S1-58), nobody who changed since the screen showed them, nobody whose login was not typed.
 */
import { AppError } from '#server/shared/errors.ts';
import { toMinor } from '#server/shared/money.ts';
import type { CustomerDto } from '../schema.ts';

export interface RemovalFacts {
  customer: Pick<CustomerDto, 'login' | 'version' | 'balance'>;
  /** The version that the screen showed. */
  seenVersion: number;
  typedLogin: string;
  openOrdersCount: number;
  /** The latest change, for whoever comes too late. */
  last: { by: string; at: string } | null;
}

/** @throws INVALID_INPUT, STALE_VERSION, CUSTOMER_HAS_OPEN_ORDERS, CUSTOMER_HAS_BALANCE */
export function assertRemovable(facts: RemovalFacts): void {
  const { customer, seenVersion, typedLogin, openOrdersCount, last } = facts;
  if (typedLogin !== customer.login.normalize('NFC')) {
    throw new AppError('INVALID_INPUT', {}, { issues: [{ path: 'login', code: 'mismatch' }] });
  }
  if (seenVersion !== customer.version) throw new AppError('STALE_VERSION', last ?? {});
  if (openOrdersCount > 0) {
    throw new AppError('CUSTOMER_HAS_OPEN_ORDERS', { count: openOrdersCount });
  }
  if (toMinor(customer.balance) !== 0n) {
    throw new AppError('CUSTOMER_HAS_BALANCE', { balance: customer.balance });
  }
}

/**
 * The rules of a customer's state: values in, values out. Browser-safe, so that the list, the page
 * and the server derive the same status.
 * Invariant: the facts stay independent; the one status is derived, never stored (product 3.1).
 */
import type { CustomerRowDto, CustomerStatus } from './schema.ts';

export type StatusFacts = Pick<
  CustomerRowDto,
  'locked' | 'lockedOutUntil' | 'emailConfirmed' | 'passwordStatus'
>;

/**
 * The one derived status, the strictest fact first. `now` decides whether a lockout still holds:
 * one that ends exactly now has ended.
 */
export function statusOf(facts: StatusFacts, now: Date): CustomerStatus {
  if (facts.locked !== null) return 'locked';
  if (isLockedOut(facts, now)) return 'lockedOut';
  if (facts.passwordStatus === 'reset') return 'passwordReset';
  if (!facts.emailConfirmed) return 'notConfirmed';
  return 'enabled';
}

export function isLockedOut(facts: Pick<StatusFacts, 'lockedOutUntil'>, now: Date): boolean {
  return facts.lockedOutUntil !== null && new Date(facts.lockedOutUntil) > now;
}

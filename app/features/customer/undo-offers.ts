/**
 * The toasts that offer to take back a lock or an unlock. Invariant: an offer ends as soon as the
 * lock is known to have changed since, because the server would refuse it; other changes leave it.
 * It does not close those that run out by themselves: that would be without effect.
 */
import type { CustomerDto } from '#server/features/customer/schema.ts';
import type { TandemEvent } from '#server/features/event/schema.ts';

interface Offer {
  version: number;
  end: () => void;
}

const offers = new Map<number, Offer>();

/** One at a time for each customer: a newer offer takes the place of the former. */
export function offerUndo(customer: Pick<CustomerDto, 'id' | 'version'>, end: () => void): void {
  offers.get(customer.id)?.end();
  offers.set(customer.id, { version: customer.version, end });
}

export function undoOffersEventHandler({ type, subject, version }: TandemEvent): void {
  if (type !== 'customer.locked' && type !== 'customer.unlocked') return;
  const offer = offers.get(subject.id);
  if (offer === undefined || version <= offer.version) return;
  offers.delete(subject.id);
  offer.end();
}

/**
 * Says where one tab is. Nothing is shown of a customer whom the actor may not see; the customer is
 * looked up when the tab comes to them, and not again for each field that it moves through.
 *
 * No row is written and no event recorded: what is shown ends with the socket that showed it.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import type { SocketContext } from '#server/trpc/context.ts';
import { can } from '../policy.ts';
import { assertCustomerVisible } from '../repository.ts';
import type { ShowPlaceInput, ShownPlaceDto } from '../schema.ts';

/** @throws FORBIDDEN, CUSTOMER_NOT_FOUND */
export async function showPlace(
  { actor, db, lease }: SocketContext,
  { place }: ShowPlaceInput,
): Promise<ShownPlaceDto> {
  if (!can.show(actor)) throw new AppError('FORBIDDEN');
  if (place !== null && place.customerId !== lease.customerId) {
    // Until it is known, the tab is no longer where it was either.
    lease.show(null);
    await assertCustomerVisible(db, scopeFor(actor), place.customerId);
    lease.customerId = place.customerId;
  }
  lease.show(place);
  return { leaseId: lease.id };
}

/** Everything of one customer that the reader may see. */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { can } from '../policy.ts';
import { getCustomerRow } from '../repository/read.ts';
import type { CustomerDto, GetCustomerInput } from '../schema.ts';

/** @throws FORBIDDEN, CUSTOMER_NOT_FOUND */
export async function getCustomer(
  { actor, db, clock }: UseCaseContext,
  { customerId }: GetCustomerInput,
): Promise<CustomerDto> {
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  return getCustomerRow(db, scopeFor(actor), { customerId, now: clock.now() });
}

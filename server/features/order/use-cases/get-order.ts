/**
 * One order with its lines, its operations and what cancelling it would return. Its history is read
 * with the events.
 */
import { can as canOperation } from '#server/features/operation/policy.ts';
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import { readConsistently } from '#server/infra/db/consistent-read.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { can } from '../policy.ts';
import { getOrderRow } from '../repository/read.ts';
import type { GetOrderInput, OrderDto } from '../schema.ts';

/** @throws FORBIDDEN, ORDER_NOT_FOUND */
export async function getOrder(
  { actor, db }: UseCaseContext,
  { orderId }: GetOrderInput,
): Promise<OrderDto> {
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  const asked = { orderId, withOperations: canOperation.view(actor) };
  // The version vouches for the operations too.
  return readConsistently(db, (moment) => getOrderRow(moment, scopeFor(actor), asked));
}

/**
 * Takes a customer out for good (S1-57, S1-58): the row, what hangs on it and the values in their
 * history, in one transaction with the last event. Invariants: only who has neither open orders nor
 * money; the id, the login and the operations stay. Leading colleagues away is their screens' matter.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { findOwnEvents } from '#server/infra/events/history.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { assertRemovable } from '../domain/removal.ts';
import { can } from '../policy.ts';
import { subjectOf } from '../repository/read.ts';
import { countOpenOrders, findLastAuthor, saveRemoval } from '../repository/remove.ts';
import { holdCustomer } from '../repository/write.ts';
import type { RemoveCustomerInput, RemovedCustomerDto } from '../schema.ts';

/**
 * @throws FORBIDDEN, CUSTOMER_NOT_FOUND, INVALID_INPUT for another login typed, STALE_VERSION,
 * CUSTOMER_HAS_OPEN_ORDERS, CUSTOMER_HAS_BALANCE
 */
export async function removeCustomer(
  ctx: UseCaseContext,
  { customerId, version, login: typedLogin, mutationId }: RemoveCustomerInput,
): Promise<RemovedCustomerDto> {
  const { actor } = ctx;
  const { companyId, userId } = actor;
  if (!can.remove(actor)) throw new AppError('FORBIDDEN');
  return inTransaction(ctx, async (tx) => {
    const scope = scopeFor(actor);
    const subject = subjectOf(scope, customerId);
    const now = ctx.clock.now();
    // Its answer was lost on the way, and it is sent again.
    const own = { version, types: ['customer.removed'], authorId: userId, mutationId };
    if ((await findOwnEvents(tx, subject, own)).length > 0) return { customerId };
    const held = await holdCustomer(tx, scope, { customerId, version, now });
    const { customer, seenVersion } = held;
    const openOrdersCount = await countOpenOrders(tx, customerId);
    const last = await findLastAuthor(tx, scope, customerId);
    assertRemovable({ customer, seenVersion, typedLogin, openOrdersCount, last });
    const lastVersion = await saveRemoval(tx, held, { companyId, removedById: userId, now });
    if (lastVersion === null) throw new AppError('STALE_VERSION');
    await recordEvent(tx, {
      ...{ companyId, type: 'customer.removed', subject, version: lastVersion },
      ...{ authorId: userId, mutationId, data: { login: customer.login } },
    });
    return { customerId };
  });
}

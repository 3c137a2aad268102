/**
 * Ends a customer's access (S1-51 to S1-53): the state, the cabinet's sessions and the event in one
 * transaction, judged on the row as it stands there. Telling the customer is not done here.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { lock } from '../domain.ts';
import { can } from '../policy.ts';
import {
  endCustomerSessions,
  holdCustomer,
  lockChangedSince,
  saveLock,
} from '../repository/write.ts';
import type { CustomerDto, CustomerLock, LockCustomerInput } from '../schema.ts';

/** @throws FORBIDDEN, CUSTOMER_NOT_FOUND, CUSTOMER_ALREADY_LOCKED, STALE_VERSION */
export async function lockCustomer(
  ctx: UseCaseContext,
  { customerId, version, reason, message, mutationId }: LockCustomerInput,
): Promise<CustomerDto> {
  const { actor } = ctx;
  if (!can.lock(actor)) throw new AppError('FORBIDDEN');
  return inTransaction(ctx, async (tx) => {
    const scope = scopeFor(actor);
    const now = ctx.clock.now();
    const held = await holdCustomer(tx, scope, { customerId, version, now });
    const { customer, seenVersion } = held;
    const changedSince = await lockChangedSince(tx, scope, { customer, version });
    const details: CustomerLock = {
      reason,
      message: message || null,
      at: now.toISOString(),
      by: { id: actor.userId, name: `${actor.firstName} ${actor.lastName}` },
    };
    const locked = lock({ customer, seenVersion, changedSince }, details);
    await saveLock(tx, held, details);
    const endedSessionsCount = await endCustomerSessions(tx, held, now);
    await recordEvent(tx, {
      companyId: actor.companyId,
      type: 'customer.locked',
      subject: { type: 'customer', id: customerId },
      version: locked.version,
      authorId: actor.userId,
      mutationId,
      changes: [{ field: 'locked', old: false, new: true }],
      data: { lock: details, endedSessionsCount },
    });
    return locked;
  });
}

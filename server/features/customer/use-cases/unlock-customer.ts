/** Restores a customer's access (S1-55, S1-56); the event keeps the ended lock, so that Undo can set it again. */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { unlock } from '../domain.ts';
import { can } from '../policy.ts';
import { holdCustomer, lockChangedSince, saveLock } from '../repository/write.ts';
import type { CustomerDto, UnlockCustomerInput } from '../schema.ts';

/** @throws FORBIDDEN, CUSTOMER_NOT_FOUND, CUSTOMER_NOT_LOCKED, STALE_VERSION */
export async function unlockCustomer(
  ctx: UseCaseContext,
  { customerId, version, mutationId }: UnlockCustomerInput,
): Promise<CustomerDto> {
  const { actor } = ctx;
  if (!can.unlock(actor)) throw new AppError('FORBIDDEN');
  return inTransaction(ctx, async (tx) => {
    const scope = scopeFor(actor);
    const now = ctx.clock.now();
    const held = await holdCustomer(tx, scope, { customerId, version, now });
    const { customer, seenVersion } = held;
    const changedSince = await lockChangedSince(tx, scope, { customer, version });
    const unlocked = unlock({ customer, seenVersion, changedSince });
    await saveLock(tx, held, null);
    await recordEvent(tx, {
      companyId: actor.companyId,
      type: 'customer.unlocked',
      subject: { type: 'customer', id: customerId },
      version: unlocked.customer.version,
      authorId: actor.userId,
      mutationId,
      changes: [{ field: 'locked', old: true, new: false }],
      data: { lock: unlocked.ended },
    });
    return unlocked.customer;
  });
}

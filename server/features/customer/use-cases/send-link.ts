/**
 * Orders another letter with a link to set a password, for a customer who has none yet or whose was
 * reset. The newest letter alone counts: one that still waits is dropped. Nothing is sent here.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import { orderCustomerLetter } from '#server/infra/mail/outbox.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { assertMayGetLink } from '../domain/link.ts';
import { can } from '../policy.ts';
import { countLinkLetters } from '../repository/link.ts';
import { holdCustomer, saveNothing } from '../repository/write.ts';
import type { CustomerDto, SendLinkInput } from '../schema.ts';

const hourMs = 3_600_000;

/**
 * @throws FORBIDDEN, CUSTOMER_NOT_FOUND, CUSTOMER_ALREADY_LOCKED, CUSTOMER_HAS_PASSWORD,
 *   TOO_MANY_REQUESTS, STALE_VERSION
 */
export async function sendLink(
  ctx: UseCaseContext,
  { customerId, version: seen, mutationId }: SendLinkInput,
): Promise<CustomerDto> {
  const { actor } = ctx;
  const { companyId } = actor;
  if (!can.sendLink(actor)) throw new AppError('FORBIDDEN');
  const customer = await inTransaction(ctx, async (tx) => {
    const now = ctx.clock.now();
    const target = { customerId, version: seen, now };
    const held = await holdCustomer(tx, scopeFor(actor), target);
    const since = new Date(now.getTime() - hourMs);
    assertMayGetLink(held.customer, await countLinkLetters(tx, customerId, since));
    const version = await saveNothing(tx, held);
    await orderCustomerLetter(tx, { companyId, customerId });
    await recordEvent(tx, {
      companyId,
      type: 'customer.linkOrdered',
      subject: { type: 'customer', id: customerId },
      version,
      authorId: actor.userId,
      mutationId,
      data: {},
    });
    return { ...held.customer, version };
  });
  ctx.jobs.wake();
  return customer;
}

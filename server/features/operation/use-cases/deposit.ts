/**
 * Adds to a customer's balance (S1-77 to S1-80). The ledger's function judges and writes operation,
 * balance, version and event on the locked row, in one statement that is its own transaction.
 */
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { resultOf } from '../domain.ts';
import { can } from '../policy.ts';
import { postOperation } from '../repository.ts';
import type { DepositCommand, PostedOperationDto } from '../schema.ts';

/** @throws FORBIDDEN, CUSTOMER_NOT_FOUND, OPERATION_REPEATED, BALANCE_TOO_HIGH, IDEMPOTENCY_CONFLICT */
export async function deposit(
  ctx: UseCaseContext,
  { customerId, amount, note, idempotencyKey, confirmRepeated }: DepositCommand,
): Promise<PostedOperationDto> {
  const { actor } = ctx;
  if (!can.deposit(actor)) throw new AppError('FORBIDDEN');
  const answer = await postOperation(ctx.db, {
    companyId: actor.companyId,
    customerId,
    kind: 'deposit',
    amount,
    note,
    authorId: actor.userId,
    idempotencyKey,
    seenBalance: null,
    confirmRepeated,
    reversesId: null,
  });
  ctx.events.wake();
  return resultOf(answer);
}

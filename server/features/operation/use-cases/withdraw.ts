/**
 * Takes from a customer's balance (S1-77, S1-82, S1-83), which never goes below zero. It carries the
 * balance that the admin saw: if that moved, nothing happens and the admin is shown the new one.
 */
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { resultOf } from '../domain.ts';
import { can } from '../policy.ts';
import { postOperation } from '../repository.ts';
import type { PostedOperationDto, WithdrawCommand } from '../schema.ts';

/** @throws FORBIDDEN, CUSTOMER_NOT_FOUND, BALANCE_MOVED, BALANCE_TOO_LOW, OPERATION_REPEATED, IDEMPOTENCY_CONFLICT */
export async function withdraw(
  ctx: UseCaseContext,
  input: WithdrawCommand,
): Promise<PostedOperationDto> {
  const { actor } = ctx;
  if (!can.withdraw(actor)) throw new AppError('FORBIDDEN');
  const { customerId, amount, note, idempotencyKey, confirmRepeated, seenBalance } = input;
  const answer = await postOperation(ctx.db, {
    companyId: actor.companyId,
    customerId,
    kind: 'withdrawal',
    amount,
    note,
    authorId: actor.userId,
    idempotencyKey,
    seenBalance,
    confirmRepeated,
    reversesId: null,
  });
  ctx.events.wake();
  return resultOf(answer);
}

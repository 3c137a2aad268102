/**
 * Takes an operation back by a new one of the opposite amount, linked to it, once. The original is
 * never changed.
 */
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { resultOf } from '../domain.ts';
import { can } from '../policy.ts';
import { postOperation } from '../repository.ts';
import type { PostedOperationDto, ReverseOperationCommand } from '../schema.ts';

/** @throws FORBIDDEN, CUSTOMER_NOT_FOUND, OPERATION_NOT_FOUND, OPERATION_ALREADY_REVERSED, OPERATION_NOT_REVERSIBLE, BALANCE_MOVED, BALANCE_TOO_LOW, IDEMPOTENCY_CONFLICT */
export async function reverseOperation(
  ctx: UseCaseContext,
  { customerId, operationId, note, idempotencyKey, seenBalance }: ReverseOperationCommand,
): Promise<PostedOperationDto> {
  const { actor } = ctx;
  if (!can.reverse(actor)) throw new AppError('FORBIDDEN');
  const answer = await postOperation(ctx.db, {
    companyId: actor.companyId,
    customerId,
    kind: 'reversal',
    amount: null,
    note,
    authorId: actor.userId,
    idempotencyKey,
    seenBalance,
    confirmRepeated: true,
    reversesId: operationId,
  });
  ctx.events.wake();
  return resultOf(answer);
}

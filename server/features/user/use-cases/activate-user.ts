/** Restores a blocked user's access (S4-50, S4-51); they sign in again with their own password. */
import { AppError } from '#server/shared/errors.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { assertMayActivate } from '../domain.ts';
import { can } from '../policy.ts';
import { lockForChange, saveUser, toUserDto } from '../repository/write.ts';
import type { ActivateUserInput, UserDto } from '../schema.ts';

/** @throws FORBIDDEN, USER_IS_SELF, UNAUTHENTICATED, USER_NOT_FOUND, USER_NOT_BLOCKED */
export async function activateUser(
  ctx: UseCaseContext,
  input: ActivateUserInput,
): Promise<UserDto> {
  const { actor } = ctx;
  if (!can.activate(actor)) throw new AppError('FORBIDDEN');
  if (!can.activate(actor, { id: input.userId })) throw new AppError('USER_IS_SELF');
  return inTransaction(ctx, async (tx) => {
    const { companyId } = actor;
    const { target } = await lockForChange(tx, { actor, userId: input.userId });
    assertMayActivate({ target, seenVersion: input.version });
    const active = await saveUser(tx, target, { blockedAt: null, blockedById: null });
    await recordEvent(tx, {
      companyId,
      type: 'user.activated',
      subject: { type: 'user', id: target.id },
      version: active.version,
      authorId: actor.userId,
      mutationId: input.mutationId,
      changes: [{ field: 'status', old: 'blocked', new: 'active' }],
      data: {},
    });
    return toUserDto(active);
  });
}

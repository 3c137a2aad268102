/**
 * Ends a user's access at once (S4-43 to S4-49): the status, every session, link and letter on its
 * way, and, by the event, every open socket in every process. Their exports and runs over many
 * customers look at this row themselves and end. The actor is judged by the rows as they stand inside
 * the transaction.
 */
import { AppError } from '#server/shared/errors.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { assertMayBlock } from '../domain.ts';
import { can } from '../policy.ts';
import { endAccessOf, lockForChange, saveUser, toUserDto } from '../repository/write.ts';
import type { BlockUserInput, UserDto } from '../schema.ts';

/** @throws FORBIDDEN, USER_IS_SELF, UNAUTHENTICATED, USER_NOT_FOUND, USER_ALREADY_BLOCKED */
export async function blockUser(ctx: UseCaseContext, input: BlockUserInput): Promise<UserDto> {
  const { actor } = ctx;
  if (!can.block(actor)) throw new AppError('FORBIDDEN');
  if (!can.block(actor, { id: input.userId })) throw new AppError('USER_IS_SELF');
  return inTransaction(ctx, async (tx) => {
    const { companyId } = actor;
    const { userId } = input;
    const { target, activeSuperadminIds } = await lockForChange(tx, { actor, userId });
    assertMayBlock({ target, seenVersion: input.version }, activeSuperadminIds);
    const now = ctx.clock.now();
    const blocked = await saveUser(tx, target, { blockedAt: now, blockedById: actor.userId });
    await endAccessOf(tx, target.id, now);
    await recordEvent(tx, {
      companyId,
      type: 'user.blocked',
      subject: { type: 'user', id: target.id },
      version: blocked.version,
      authorId: actor.userId,
      mutationId: input.mutationId,
      changes: [{ field: 'status', old: 'active', new: 'blocked' }],
      data: {},
    });
    return toUserDto(blocked);
  });
}

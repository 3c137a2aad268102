/**
 * Ends a user's lockout before its time (product 4.9): they sign in again at once, and failures are
 * counted anew. Neither their status nor their sessions change. A lockout that ran out or was cleared
 * meanwhile is no success: whoever asks learns that nothing was left to do.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { assertMayClearLockout, maskedRow } from '../domain.ts';
import { can } from '../policy.ts';
import { getUserRow } from '../repository/list.ts';
import { lockForLockout, openSignIn } from '../repository/lockout.ts';
import type { ClearLockoutInput, UserRowDto } from '../schema.ts';

/** @throws FORBIDDEN, USER_IS_SELF, UNAUTHENTICATED, USER_NOT_FOUND, USER_NOT_LOCKED_OUT */
export async function clearLockout(
  ctx: UseCaseContext,
  { userId, version: seenVersion, mutationId }: ClearLockoutInput,
): Promise<UserRowDto> {
  const { actor } = ctx;
  const scope = scopeFor(actor);
  if (!can.clearLockout(actor)) throw new AppError('FORBIDDEN');
  if (userId === actor.userId) throw new AppError('USER_IS_SELF');
  const now = ctx.clock.now();
  await inTransaction(ctx, async (tx) => {
    const { target, role } = await lockForLockout(tx, { actor, userId, now });
    if (!can.clearLockout({ ...actor, role }, target)) throw new AppError('FORBIDDEN');
    assertMayClearLockout(target, seenVersion);
    const version = await openSignIn(tx, userId);
    await recordEvent(tx, {
      companyId: scope.companyId,
      type: 'user.lockoutCleared',
      subject: { type: 'user', id: userId },
      version,
      authorId: actor.userId,
      mutationId,
      data: {},
    });
  });
  return maskedRow(await getUserRow(ctx.db, scope, { userId, now }), can.seeLetters(actor));
}

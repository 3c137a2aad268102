/**
 * Orders another letter with a link for a user who has not set a password. The newest letter alone
 * counts: one that still waits is dropped. Nothing is sent here.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import { orderLetter } from '#server/infra/mail/outbox.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { assertMayInvite } from '../domain.ts';
import { can } from '../policy.ts';
import { getUserRow } from '../repository/list.ts';
import { holdSuperadmin, lockForInvitation, saveUser } from '../repository/write.ts';
import type { ResendInvitationInput, UserRowDto } from '../schema.ts';

/** @throws FORBIDDEN, UNAUTHENTICATED, USER_NOT_FOUND, USER_HAS_PASSWORD, USER_ALREADY_BLOCKED */
export async function resendInvitation(
  ctx: UseCaseContext,
  { userId, mutationId }: ResendInvitationInput,
): Promise<UserRowDto> {
  const { actor } = ctx;
  const { companyId } = actor;
  if (!can.resendInvitation(actor)) throw new AppError('FORBIDDEN');
  await inTransaction(ctx, async (tx) => {
    await holdSuperadmin(tx, actor.userId);
    const target = await lockForInvitation(tx, scopeFor(actor), userId);
    assertMayInvite(target);
    const { version } = await saveUser(tx, target, {});
    await orderLetter(tx, { companyId, userId, kind: 'invitation' });
    await recordEvent(tx, {
      companyId,
      type: 'user.reinvited',
      subject: { type: 'user', id: userId },
      version,
      authorId: actor.userId,
      mutationId,
      data: {},
    });
  });
  ctx.jobs.wake();
  return getUserRow(ctx.db, scopeFor(actor), { userId, now: ctx.clock.now() });
}

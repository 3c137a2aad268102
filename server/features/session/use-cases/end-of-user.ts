/**
 * Ends one session of a user of the company, or all of them (product 4.9). The user may sign in
 * again; to keep them out they are blocked. Whether the actor still is a superadmin is read from the
 * row inside the transaction, not from the session.
 */
import { AppError } from '#server/shared/errors.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { can } from '../policy.ts';
import {
  deleteOtherSessions,
  deleteSession,
  holdColleagues,
  saveVersion,
} from '../repository/open-sessions.ts';
import type { EndedSessionsDto, EndOfUserInput } from '../schema.ts';

/** @throws FORBIDDEN, USER_IS_SELF, UNAUTHENTICATED, USER_NOT_FOUND, SESSION_NOT_FOUND */
export async function endOfUser(
  ctx: UseCaseContext,
  { userId, sessionId, mutationId }: EndOfUserInput,
): Promise<EndedSessionsDto> {
  const { actor } = ctx;
  const { companyId } = actor;
  if (!can.endOf(actor)) throw new AppError('FORBIDDEN');
  if (!can.endOf(actor, { id: userId })) throw new AppError('USER_IS_SELF');
  return inTransaction(ctx, async (tx) => {
    const { role } = await holdColleagues(tx, { companyId, actorId: actor.userId, userId });
    if (!can.endOf({ ...actor, role })) throw new AppError('FORBIDDEN');
    const ended = sessionId === null ? null : await deleteSession(tx, { userId, sessionId });
    const endedCount =
      sessionId === null
        ? await deleteOtherSessions(tx, { userId, keptHash: null })
        : Number(ended !== null);
    if (endedCount === 0) throw new AppError('SESSION_NOT_FOUND');
    await recordEvent(tx, {
      companyId,
      type: 'session.ended',
      subject: { type: 'user', id: userId },
      version: await saveVersion(tx, userId),
      authorId: actor.userId,
      mutationId,
      data: {
        sessionHashes: ended === null ? null : [ended],
        keptHash: null,
        reason: 'endedBySuperadmin',
      },
    });
    return { endedCount };
  });
}

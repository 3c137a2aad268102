/**
 * Ends one of one's own sessions, in every process: by the event its sockets close. The one that asks
 * must still stand itself, so that a session that was just ended can't end others.
 */
import { AppError } from '#server/shared/errors.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { deleteSession, holdOwnSession, saveVersion } from '../repository/open-sessions.ts';
import type { EndSessionInput } from '../schema.ts';

/** @throws UNAUTHENTICATED, SESSION_NOT_FOUND when it is over already, or somebody else's */
export async function endSession(ctx: UseCaseContext, input: EndSessionInput): Promise<void> {
  const { actor, session } = ctx;
  const { userId, companyId } = actor;
  const hash = await inTransaction(ctx, async (tx) => {
    await holdOwnSession(tx, { userId, sessionHash: session.sessionHash });
    const ended = await deleteSession(tx, { userId, sessionId: input.sessionId });
    if (ended === null) throw new AppError('SESSION_NOT_FOUND');
    await recordEvent(tx, {
      companyId,
      type: 'session.ended',
      subject: { type: 'user', id: userId },
      version: await saveVersion(tx, userId),
      authorId: userId,
      mutationId: input.mutationId,
      data: { sessionHashes: [ended], keptHash: null, reason: 'endedByOwner' },
    });
    return ended;
  });
  if (hash === session.sessionHash) ctx.setCookie(ctx.auth.blankCookie());
}

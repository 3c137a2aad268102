/** Ends all of one's own sessions but the one that asks, in every process and with one event. */
import { inTransaction } from '#server/infra/db/transaction.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { deleteOtherSessions, holdOwnSession, saveVersion } from '../repository/open-sessions.ts';
import type { EndedSessionsDto, EndOthersInput } from '../schema.ts';

/** @throws UNAUTHENTICATED when the session that asks was ended meanwhile */
export async function endOthers(
  ctx: UseCaseContext,
  { mutationId }: EndOthersInput,
): Promise<EndedSessionsDto> {
  const { actor, session } = ctx;
  const { userId, companyId } = actor;
  const { sessionHash: keptHash } = session;
  return inTransaction(ctx, async (tx) => {
    await holdOwnSession(tx, { userId, sessionHash: keptHash });
    const endedCount = await deleteOtherSessions(tx, { userId, keptHash });
    // Another tab was faster, or there are no others: nothing changed, so nothing is told.
    if (endedCount === 0) return { endedCount };
    await recordEvent(tx, {
      companyId,
      type: 'session.ended',
      subject: { type: 'user', id: userId },
      version: await saveVersion(tx, userId),
      authorId: userId,
      mutationId,
      data: { sessionHashes: null, keptHash, reason: 'endedByOwner' },
    });
    return { endedCount };
  });
}

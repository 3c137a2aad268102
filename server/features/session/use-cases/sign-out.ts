/** Ends the session that asks, in every process: its other tabs and sockets close with it. */
import { inTransaction } from '#server/infra/db/transaction.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { deleteOwnSession } from '../repository/open-sessions.ts';

export async function signOut(ctx: UseCaseContext): Promise<void> {
  const { actor, session } = ctx;
  await inTransaction(ctx, async (tx) => {
    const { sessionHash } = session;
    const version = await deleteOwnSession(tx, { userId: actor.userId, sessionHash });
    // A second click, or another tab, was faster: it recorded the event.
    if (version === null) return;
    await recordEvent(tx, {
      companyId: actor.companyId,
      type: 'session.ended',
      subject: { type: 'user', id: actor.userId },
      version,
      authorId: actor.userId,
      data: { sessionHashes: [sessionHash], reason: 'signedOut' },
    });
  });
  ctx.setCookie(ctx.auth.blankCookie());
}

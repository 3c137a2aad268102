/**
 * Ends sessions in the caller's transaction. Invariant: a session that is gone is named by an event,
 * so that every process closes its sockets.
 */
import type { Tx } from '#server/infra/db/client.ts';
import { recordEvent } from '#server/infra/events/record.ts';

/** As many as one `session.ended` names. */
const namedMax = 1_000;

export interface EndingSessions {
  companyId: number;
  userId: number;
  /** The session that stays; null ends them all. */
  exceptHash: string | null;
  /** The user's, which the caller has raised. */
  version: number;
  authorId: number | null;
}

/** What an old password opened ends with it. */
export async function endOtherSessions(tx: Tx, ending: EndingSessions): Promise<void> {
  const { companyId, userId, exceptHash, version, authorId } = ending;
  const gone = await tx.$queryRaw<{ id: string }[]>`
    DELETE FROM sessions WHERE user_id = ${userId} AND id <> ${exceptHash ?? ''} RETURNING id`;
  for (let from = 0; from < gone.length; from += namedMax) {
    await recordEvent(tx, {
      companyId,
      type: 'session.ended',
      subject: { type: 'user', id: userId },
      version,
      authorId,
      data: {
        sessionHashes: gone.slice(from, from + namedMax).map(({ id }) => id),
        keptHash: null,
        reason: 'passwordChanged',
      },
    });
  }
}

/** Somebody else's in the same browser, whose cookie is about to be replaced. */
export async function endReplacedSession(
  tx: Tx,
  { userId, companyId, sessionHash }: { userId: number; companyId: number; sessionHash: string },
): Promise<void> {
  const { count } = await tx.session.deleteMany({ where: { id: sessionHash, userId } });
  if (count === 0) return;
  const { version } = await tx.user.update({
    where: { id: userId },
    data: { version: { increment: 1 } },
    select: { version: true },
  });
  await recordEvent(tx, {
    companyId,
    type: 'session.ended',
    subject: { type: 'user', id: userId },
    version,
    authorId: userId,
    data: { sessionHashes: [sessionHash] },
  });
}

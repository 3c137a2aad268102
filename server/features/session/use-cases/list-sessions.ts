/** The open sessions of the one who asks: where they are signed in, and which of them this is. */
import type { UseCaseContext } from '#server/trpc/context.ts';
import { toOpenSession } from '../domain.ts';
import { listOpenSessions } from '../repository/open-sessions.ts';
import type { OpenSessionsDto } from '../schema.ts';

export async function listSessions({
  actor,
  session,
  db,
  clock,
}: UseCaseContext): Promise<OpenSessionsDto> {
  const { userId } = actor;
  const { rows, total } = await listOpenSessions(db, { userId, now: clock.now() });
  return { rows: rows.map((row) => toOpenSession(row, session.sessionHash)), total };
}

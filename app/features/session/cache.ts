/**
 * Keeps what a page knows of sessions current: who is signed in here, one's own sessions, and those of
 * a user that a superadmin looks at. Events tell that something happened and not what, so it is asked
 * anew; only pages that show it ask.
 */
import { cachedQueries } from '#app/lib/cached-queries.ts';
import type { EventHandler } from '#app/realtime/event-handler.ts';

const ofUserProcedure = ['session', 'listOfUser'] as const;

export const sessionEventHandler: EventHandler = (event, context) => {
  const { queryClient, sessionUserId, isReplay } = context;
  if (event.subject.type !== 'user' || isReplay) return;
  const isOwn = event.subject.id === sessionUserId;
  const askAnew = (...procedure: string[]) =>
    void queryClient.invalidateQueries({ queryKey: [procedure] });
  if (!event.type.startsWith('session.')) {
    // One's own name, look or role: what every screen is built from.
    if (isOwn) askAnew('session', 'current');
    return;
  }
  if (isOwn) askAnew('session', 'list');
  for (const { key, input } of cachedQueries<{ userId: number }, unknown>(
    queryClient,
    ofUserProcedure,
  )) {
    if (input.userId !== event.subject.id) continue;
    void queryClient.invalidateQueries({ queryKey: key, exact: true });
  }
};

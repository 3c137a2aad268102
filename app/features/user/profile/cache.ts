/** Keeps one's own profile current: what another window changed is asked for anew. */
import type { EventHandler } from '#app/realtime/event-handler.ts';

export const profileEventHandler: EventHandler = (event, context) => {
  const { queryClient, sessionUserId, isEcho, isReplay } = context;
  const isOwn = event.subject.type === 'user' && event.subject.id === sessionUserId;
  if (!isOwn || isEcho || isReplay) return;
  if (event.type !== 'user.profileEdited' && event.type !== 'user.lookChosen') return;
  void queryClient.invalidateQueries({ queryKey: [['user', 'getProfile']] });
};

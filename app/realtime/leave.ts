import type { SessionEnd } from '#server/shared/session-end.ts';

let isLeaving = false;

/**
 * The session is over: a full navigation, so that nothing of it stays in memory. The way back is
 * kept as a path of our own.
 */
export function leaveForSignIn(reason: SessionEnd = 'ended') {
  if (isLeaving) return;
  isLeaving = true;
  const query = new URLSearchParams({ reason });
  const { pathname, search } = window.location;
  if (reason !== 'signedOut' && pathname !== '/') query.set('next', `${pathname}${search}`);
  window.location.assign(`/sign-in?${query.toString()}`);
}

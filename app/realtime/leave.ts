let isLeaving = false;

/**
 * The session is over: a full navigation, so that nothing of it stays in memory. The way back is
 * kept as a path of our own.
 */
export function leaveForSignIn(reason: 'ended' | 'signedOut' = 'ended') {
  if (isLeaving) return;
  isLeaving = true;
  const query = new URLSearchParams({ reason });
  const { pathname, search } = window.location;
  if (reason === 'ended' && pathname !== '/') query.set('next', `${pathname}${search}`);
  window.location.assign(`/sign-in?${query.toString()}`);
}

/** A page that nobody can see for this long is away; a quick look elsewhere is not. */
export const hiddenMs = 10_000;
/** Seen, but nobody touched it. */
export const idleMs = 5 * 60_000;

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

interface Options {
  onAway: (isAway: boolean) => void;
  /** On each sign of activity. */
  onActive: () => void;
}

/**
 * Watches whether somebody is there. Only what colleagues are told hangs on these timers, never the
 * lease itself: a browser slows them down in hidden tabs.
 *
 * @returns the end of it
 */
export function watchActivity({ onAway, onActive }: Options): () => void {
  let activeAt = Date.now();
  let isAway = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = (next: boolean) => {
    if (next === isAway) return;
    isAway = next;
    onAway(isAway);
  };
  const wait = () => {
    clearTimeout(timer);
    const isHidden = document.visibilityState === 'hidden';
    const leftMs = isHidden ? hiddenMs : activeAt + idleMs - Date.now();
    timer = setTimeout(check, Math.max(leftMs, 0));
  };
  const check = () => {
    const isIdle = Date.now() - activeAt >= idleMs;
    if (document.visibilityState === 'hidden' || isIdle) tell(true);
    else wait();
  };
  const beActive = () => {
    activeAt = Date.now();
    if (isAway) {
      tell(false);
      wait();
    }
    onActive();
  };
  const onVisibility = () => {
    if (document.visibilityState === 'visible') beActive();
    wait();
  };
  for (const sign of signs) window.addEventListener(sign, beActive, { passive: true });
  document.addEventListener('visibilitychange', onVisibility);
  wait();
  return () => {
    clearTimeout(timer);
    for (const sign of signs) window.removeEventListener(sign, beActive);
    document.removeEventListener('visibilitychange', onVisibility);
  };
}

import { createContext, useContext, useSyncExternalStore } from 'react';

/** When the server rendered the page, so that the browser's first render says the same. */
export const NowContext = createContext(0);

const tickMs = 30_000;
const listeners = new Set<() => void>();
let now = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for the tab; it runs while somebody looks at it. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick() {
  now = Date.now();
  for (const listener of listeners) listener();
}

function read(): number {
  if (timer === undefined || now === 0) now = Math.floor(Date.now() / 1000) * 1000;
  return now;
}

/** The time for "5 minutes ago": the server's at first, then the tab's own, twice a minute. */
export function useNow(): number {
  const renderedAt = useContext(NowContext);
  return useSyncExternalStore(subscribe, read, () => renderedAt);
}

/** How long an event loop stood still at most: how late a timer was. */

const tickMs = 2;

export interface EventLoopWatch {
  /** @returns the longest stall, in milliseconds */
  stop: () => number;
}

/** @param onTick called whenever the loop is free */
export function watchEventLoop(onTick: () => void = () => undefined): EventLoopWatch {
  let longestMs = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longestMs = Math.max(longestMs, now - last - tickMs);
    last = now;
    onTick();
  }, tickMs);
  return {
    stop: () => {
      clearInterval(timer);
      return longestMs;
    },
  };
}

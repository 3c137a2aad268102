import { QueryClient, notifyManager } from '@tanstack/react-query';
import { errorDataOf, isNetworkError } from './errors.ts';

const retriesMax = 3;

/** Worth another try: nothing came back, or the database was away. Anything else is an answer. */
function isPassing(error: unknown): boolean {
  return isNetworkError(error) || errorDataOf(error)?.code === 'SERVICE_UNAVAILABLE';
}

/** 0.5 to 1.5 × min(1 s · 2ⁿ, 15 s), so that a thousand screens do not knock at once. */
export function jitteredDelayMs(attempt: number, random: () => number = Math.random): number {
  const base = Math.min(1000 * 2 ** attempt, 15_000);
  return Math.round(base * (0.5 + random()));
}

// In the same task, so before the next frame: React puts a box that was ticked back to what the cache
// says when the press is over, and with the library's own timer that would be seen as a flicker.
notifyManager.setScheduler(queueMicrotask);

/**
 * One per request on the server, one per tab in the browser. Nothing goes stale by age: events keep
 * what is cached up to date, and `resync` says when they can't.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (failures, error) => failures < retriesMax && isPassing(error),
        retryDelay: (attempt) => jitteredDelayMs(attempt),
      },
      // A mutation is sent once. Whoever sends it again decides so (money carries a key for that).
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

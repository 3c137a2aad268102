import { setTimeout as sleep } from 'node:timers/promises';

/** Runs `work` in so many lanes for a time. @returns how often it was done, per second */
export async function perSecond(
  { lanes, ms }: { lanes: number; ms: number },
  work: (lane: number) => Promise<number>,
): Promise<number> {
  const startedAt = performance.now();
  let count = 0;
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      while (performance.now() - startedAt < ms) {
        const done = await work(lane);
        count += done;
      }
    }),
  );
  return (count * 1000) / (performance.now() - startedAt);
}

/** @throws when the claim has not come true within the time */
export async function until(
  what: string,
  claim: () => boolean | Promise<boolean>,
  maxMs = 10_000,
): Promise<void> {
  const giveUpAt = performance.now() + maxMs;
  while (!(await claim())) {
    if (performance.now() > giveUpAt) throw new Error(`not within ${maxMs} ms: ${what}`);
    await sleep(5);
  }
}

export function lanes<Result>(
  count: number,
  work: (lane: number) => Promise<Result>,
): Promise<Result[]> {
  return Promise.all(Array.from({ length: count }, (_, lane) => work(lane)));
}

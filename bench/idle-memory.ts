/** R13: resident memory for each socket that is open, subscribed and idle. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from './support/benchmark.ts';
import type { Outcome } from './support/figures.ts';
import { onStage } from './support/stage.ts';
import { ownViewers } from './support/viewers.ts';

export function idleMemory(bench: Bench): Promise<Outcome> {
  const count = bench.scale(2_000, 400);
  return onStage(bench, { users: 50, customers: 2 }, async (stage) => {
    const { process, origin } = await stage.startServer();
    // Code is compiled and pools are filled once; that is no price of a socket.
    const first = await ownViewers(origin, stage.users, 200);
    await first.close();
    await sleep(500);
    const empty = await process.memory();
    const viewers = await ownViewers(origin, stage.users, count);
    await sleep(1_000);
    const full = await process.memory();
    await viewers.close();
    const kilobytes = (full - empty) / count / 1024;
    return {
      figures: [
        { name: 'R13 resident KB for each idle socket', ratio: kilobytes, target: { atMost: 60 } },
      ],
      details: { sockets: count, emptyMb: empty / 2 ** 20, fullMb: full / 2 ** 20 },
    };
  });
}

/** R11: what is alive in the server after a thousand pages came and went, against before. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from './support/benchmark.ts';
import type { Outcome } from './support/figures.ts';
import type { ServerStats } from './support/server-process.ts';
import { onStage } from './support/stage.ts';
import { ownViewers } from './support/viewers.ts';

const atOnce = 50;
const staying = 10;

export function leaks(bench: Bench): Promise<Outcome> {
  return onStage(bench, { users: 8, customers: 2 }, async (stage) => {
    const { process, origin } = await stage.startServer();
    const stayers = await ownViewers(origin, stage.users, staying);
    const mount = async (count: number) => {
      for (let mounted = 0; mounted < count; mounted += atOnce) {
        const viewers = await ownViewers(origin, stage.users, atOnce);
        // Half leave in good order, half are cut off.
        viewers.sockets.forEach((socket, index) => {
          if (index % 2 === 0) socket.send('{"id":1,"method":"subscription.stop"}');
        });
        await sleep(5);
        await viewers.close();
      }
      await sleep(500);
    };
    await mount(100);
    const before = await process.ask<ServerStats>('stats');
    await mount(bench.scale(1_000, 200));
    const after = await process.ask<ServerStats>('stats');
    await stayers.close();
    const total = ({ resources }: ServerStats) =>
      Object.values(resources).reduce((a, b) => a + b, 0);
    return {
      figures: [
        {
          name: 'R11 live subscriptions after / before',
          ratio: after.readers / before.readers,
          target: { exactly: 1 },
        },
        {
          name: 'R11 sockets after / before',
          ratio: after.sockets / before.sockets,
          target: { exactly: 1 },
        },
        {
          name: 'R11 timers and handles after / before',
          ratio: total(after) / total(before),
          target: { exactly: 1 },
        },
        {
          name: 'R11 listeners of the process after / before',
          ratio: after.listeners / before.listeners,
          target: { exactly: 1 },
        },
      ],
      details: { before, after },
    };
  });
}

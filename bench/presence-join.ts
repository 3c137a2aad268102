/**
 * The server's CPU when one more page comes to a customer whom 500 pages show: it subscribes, is told
 * of all 500, shows itself, and all are told of it. Against bare `ws` that sends one buffer of that
 * telling's size to 500 sockets. The socket itself is open before, as in a page that changes rows.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { BroadcastPlan } from './support/bare-ws.ts';
import type { Bench } from './support/benchmark.ts';
import { BenchProcess } from './support/child-process.ts';
import type { Outcome } from './support/figures.ts';
import { interleave } from './support/figures.ts';
import { at } from './support/fixture.ts';
import { until } from './support/load.ts';
import { followMessage, presenceViewers, show, viewing } from './support/presence-viewers.ts';
import { onStage } from './support/stage.ts';
import { openViewers } from './support/viewers.ts';
import type { Viewers } from './support/viewers.ts';

const viewersCount = 500;
const joinsPerRound = 40;
const plan: BroadcastPlan = { bytes: 0, burst: 1, bursts: joinsPerRound, pauseMs: 25 };

/** Resolves when every viewer was told of the lease that `joining` answers. */
async function toldToAll(viewers: Viewers, joining: () => Promise<string>): Promise<number> {
  const told = new Map<string, number>();
  let bytes = 0;
  viewers.onMessage((data) => {
    const set = /"set":\[\{"id":"([^"]+)"/.exec(data.toString())?.[1];
    if (set === undefined) return;
    bytes = data.byteLength;
    told.set(set, (told.get(set) ?? 0) + 1);
  });
  const leaseId = await joining();
  await until('all viewers are told', () => (told.get(leaseId) ?? 0) >= viewersCount);
  return bytes;
}

export function presenceJoin(bench: Bench): Promise<Outcome> {
  return onStage(bench, { users: 20, customers: 1 }, async (stage) => {
    const customerId = at(stage.customerIds, 0);
    const server = await stage.startServer();
    const viewers = await presenceViewers(server.origin, stage.users, viewersCount);
    for (const socket of viewers.sockets) await show(socket, viewing(customerId));
    const url = `${server.origin.replace('http', 'ws')}/trpc`;
    const headers = (guest: number) => ({
      origin: server.origin,
      cookie: at(stage.users, guest).cookie,
    });
    let bytes = 0;
    const own = async () => {
      const guests = await openViewers({ url, count: joinsPerRound, headers });
      await sleep(200);
      const before = await server.process.cpu();
      for (const guest of guests.sockets) {
        bytes = await toldToAll(viewers, () => {
          guest.send(followMessage());
          return show(guest, viewing(customerId));
        });
        await sleep(plan.pauseMs);
      }
      const after = await server.process.cpu();
      await guests.close();
      await sleep(300);
      return (after - before) / joinsPerRound;
    };
    const reference = await BenchProcess.start('./bare-ws.ts', null);
    const port = await reference.ask<number>('port');
    const bareViewers = await openViewers({
      url: `ws://127.0.0.1:${port}`,
      count: viewersCount,
      headers: () => ({}),
    });
    const bare = async () => {
      let count = 0;
      bareViewers.onMessage(() => (count += 1));
      const before = await reference.cpu();
      await reference.ask('run', { ...plan, bytes });
      await until('the reference sends all', () => count >= joinsPerRound * viewersCount);
      return ((await reference.cpu()) - before) / joinsPerRound;
    };
    const measured = await interleave(bench.scale(7, 2), own, bare);
    await Promise.all([viewers.close(), bareViewers.close()]);
    await reference.kill();
    return {
      figures: [
        {
          name: 'CPU per join of 500 viewers / bare ws broadcast',
          ratio: measured.ratio,
          target: { atMost: 3 },
        },
      ],
      details: {
        bytes,
        ownMicroseconds: measured.a,
        bareMicroseconds: measured.b,
        rounds: measured.rounds,
      },
    };
  });
}

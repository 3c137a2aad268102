/**
 * R6: from sending the write until the last of 200 viewers has it, with permissions, audit and the
 * durable log on, against a message that bare `ws` hands to the same number of sockets.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { Api } from './support/api.ts';
import type { Bench } from './support/benchmark.ts';
import { BenchProcess } from './support/child-process.ts';
import type { Outcome } from './support/figures.ts';
import { interleave, median } from './support/figures.ts';
import { at } from './support/fixture.ts';
import { onStage } from './support/stage.ts';
import { openViewers, ownViewers } from './support/viewers.ts';
import type { Viewers } from './support/viewers.ts';

const viewersCount = 200;
const writesPerRound = 25;

/** Milliseconds from `send` until every viewer has a message with the key. */
async function timeToLast(
  viewers: Viewers,
  send: (key: string) => Promise<unknown> | undefined,
): Promise<number> {
  const key = randomUUID();
  let reached = 0;
  let sentAt = 0;
  const arrived = new Promise<number>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('a viewer was not told')), 10_000);
    viewers.onMessage((data) => {
      if (!data.includes(key)) return;
      reached += 1;
      if (reached < viewersCount) return;
      clearTimeout(late);
      resolve(performance.now() - sentAt);
    });
  });
  sentAt = performance.now();
  const [ms] = await Promise.all([arrived, send(key)]);
  return ms;
}

async function medianOf(viewers: Viewers, send: (key: string) => Promise<unknown> | undefined) {
  const times: number[] = [];
  for (let write = 0; write < writesPerRound; write += 1) {
    times.push(await timeToLast(viewers, send));
    await sleep(15);
  }
  return median(times);
}

export function delivery(bench: Bench): Promise<Outcome> {
  return onStage(bench, { users: 8, customers: 50 }, async (stage) => {
    const server = await stage.startServer();
    const viewers = await ownViewers(server.origin, stage.users, viewersCount);
    const api = new Api({ origin: server.origin, cookie: at(stage.users, 1).cookie });
    const bare = await BenchProcess.start('./bare-ws.ts', null);
    const url = `ws://127.0.0.1:${await bare.ask<number>('port')}`;
    const bareViewers = await openViewers({ url, count: viewersCount, headers: () => ({}) });
    const filler = 'x'.repeat(700);
    let serial = 0;
    const deposit = (idempotencyKey: string) => {
      serial += 1;
      const customerId = at(stage.customerIds, serial);
      const input = {
        customerId,
        amount: '1.00',
        note: 'Поповнення',
        idempotencyKey,
        confirmRepeated: true,
      };
      return api.mutate('operation.deposit', input);
    };
    const broadcast = (key: string) => {
      const sender = at(bareViewers.sockets, 0);
      if (sender.readyState === WebSocket.OPEN) sender.send(key + filler);
      return undefined;
    };
    // Code that is run seldom is slow at first: both sides are warmed up.
    for (let round = 0; round < 4; round += 1) await medianOf(viewers, deposit);
    const measured = await interleave(
      bench.scale(9, 2),
      () => medianOf(viewers, deposit),
      () => medianOf(bareViewers, broadcast),
    );
    api.close();
    await Promise.all([viewers.close(), bareViewers.close()]);
    await bare.kill();
    return {
      figures: [
        {
          name: 'R6 write until the last of 200 / bare ws',
          ratio: measured.ratio,
          target: { atMost: 3 },
        },
      ],
      details: { ownMs: measured.a, bareMs: measured.b, rounds: measured.rounds },
    };
  });
}

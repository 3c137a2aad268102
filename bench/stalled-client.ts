/**
 * R8: one page stops reading. What the others wait for, and what its unread messages cost in memory,
 * with a stock tRPC subscription beside it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from './support/benchmark.ts';
import { BenchProcess } from './support/child-process.ts';
import { openEventSource } from './support/event-source.ts';
import type { EventSource } from './support/event-source.ts';
import type { Outcome } from './support/figures.ts';
import { interleave, quantile } from './support/figures.ts';
import { onStage } from './support/stage.ts';
import type { ServerUnderTest, Stage } from './support/stage.ts';
import { openViewers, ownViewers } from './support/viewers.ts';
import type { Viewers } from './support/viewers.ts';

const healthyCount = 99;
/** More than the kernel takes for a socket that nobody reads. */
const floodBursts = 150;
const floodBurst = 100;
const megabyte = 2 ** 20;
const mark = '"mutationId":"';

function stall({ sockets }: Viewers): void {
  for (const socket of sockets) socket.pause();
}

/** Milliseconds from posting an event until a healthy viewer has it, the slowest of a hundred. */
async function healthyP99(viewers: Viewers, source: EventSource, events: number): Promise<number> {
  const times: number[] = [];
  const sentAt = new Map<string, number>();
  const arrivals: { key: string; at: number }[] = [];
  viewers.onMessage((data) => {
    const at = performance.now();
    for (let place = data.indexOf(mark); place >= 0; place = data.indexOf(mark, place + 1)) {
      const start = place + mark.length;
      arrivals.push({ key: data.toString('latin1', start, start + 36), at });
    }
  });
  for (let event = 0; event < events; event += 1) {
    const startedAt = performance.now();
    sentAt.set(await source.post(1), startedAt);
    await sleep(15);
  }
  await sleep(200);
  for (const { key, at } of arrivals) {
    const startedAt = sentAt.get(key);
    if (startedAt !== undefined) times.push(at - startedAt);
  }
  if (times.length < events * healthyCount) throw new Error(`only ${times.length} arrivals`);
  return quantile(times, 0.99);
}

export function stalledClient(bench: Bench): Promise<Outcome> {
  return onStage(bench, { users: 8, customers: 50 }, async (stage) => {
    const server = await stage.startServer();
    const source = await openEventSource(stage, 'Поповнення з каси'.repeat(20));
    const growths: number[] = [];
    const round = async (isStalled: boolean) => {
      const stalled = isStalled ? await ownViewers(server.origin, stage.users, 1) : null;
      if (stalled) stall(stalled);
      const before = await server.process.memory();
      for (let burst = 0; burst < bench.scale(floodBursts, 60); burst += 1)
        await source.post(floodBurst);
      await sleep(100);
      if (isStalled) growths.push((await server.process.memory()) - before);
      const p99 = await measureHealthy({ stage, server, source, events: bench.scale(100, 30) });
      await stalled?.close();
      return p99;
    };
    // The flood also fills the ring of latest events, which is no price of a stalled page.
    await round(false);
    const measured = await interleave(
      bench.scale(5, 2),
      () => round(true),
      () => round(false),
    );
    await source.close();
    const stockGrowth = await growthOfStock();
    const growth = Math.max(...growths) / megabyte;
    return {
      figures: [
        {
          name: 'R8 p99 of 99 healthy with one stalled / without',
          ratio: measured.ratio,
          target: { atMost: 1.2 },
        },
        { name: 'R8 memory growth, MB', ratio: growth, target: { atMost: 20 } },
      ],
      details: {
        withMs: measured.a,
        withoutMs: measured.b,
        rounds: measured.rounds,
        growthsMb: growths.map((bytes) => bytes / megabyte),
        stockTrpcGrowthMb: stockGrowth / megabyte,
      },
    };
  });
}

async function measureHealthy({
  stage,
  server,
  source,
  events,
}: {
  stage: Stage;
  server: ServerUnderTest;
  source: EventSource;
  events: number;
}): Promise<number> {
  const healthy = await ownViewers(server.origin, stage.users, healthyCount);
  const p99 = await healthyP99(healthy, source, events);
  await healthy.close();
  return p99;
}

/** The same flood at one reader of a stock subscription that stops reading. */
async function growthOfStock(): Promise<number> {
  const process = await BenchProcess.start('./stock-trpc.ts', null);
  const viewers = await openViewers({
    url: `ws://127.0.0.1:${await process.ask<number>('port')}`,
    count: 1,
    headers: () => ({}),
    hello: '{"id":1,"method":"subscription","params":{"path":"event.stream"}}',
    ready: '"kind":"live"',
  });
  stall(viewers);
  const before = await process.memory();
  await process.ask('run', { bytes: 1_500, burst: 100, bursts: 400, pauseMs: 10 });
  const growth = (await process.memory()) - before;
  await viewers.close();
  await process.kill();
  return growth;
}

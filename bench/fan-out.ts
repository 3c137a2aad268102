/**
 * R7: the server's CPU for each event that reaches a viewer, against bare `ws` that sends one buffer
 * of the same size; and, for comparison, against a stock tRPC subscription.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { BroadcastPlan } from './support/bare-ws.ts';
import type { Bench } from './support/benchmark.ts';
import { BenchProcess } from './support/child-process.ts';
import { openEventSource } from './support/event-source.ts';
import type { Outcome } from './support/figures.ts';
import { interleave, median } from './support/figures.ts';
import { until } from './support/load.ts';
import { onStage } from './support/stage.ts';
import { openViewers, ownViewers } from './support/viewers.ts';
import type { Viewers } from './support/viewers.ts';

const viewersCount = 200;

/** What one round sends: in bursts of 50, or one at a time. */
const shapes = {
  bursts: { burst: 50, bursts: 12, pauseMs: 60 },
  single: { burst: 1, bursts: 60, pauseMs: 25 },
} as const;

/** Microseconds of the server's CPU for each event at each viewer. */
async function costOf(
  process: BenchProcess,
  shape: { burst: number; bursts: number },
  run: () => Promise<void>,
): Promise<number> {
  const before = await process.cpu();
  await run();
  const after = await process.cpu();
  return (after - before) / (shape.burst * shape.bursts * viewersCount);
}

/** Waits until every viewer has a message that includes a text. */
function waitForAll(viewers: Viewers, text: () => string): { done: () => boolean } {
  const reached = new Set<number>();
  viewers.onMessage((data, viewer) => {
    if (text() !== '' && data.includes(text())) reached.add(viewer);
  });
  return { done: () => reached.size >= viewersCount };
}

async function openReference(file: string, isTrpc: boolean) {
  const process = await BenchProcess.start(file, null);
  const port = await process.ask<number>('port');
  const viewers = await openViewers({
    url: `ws://127.0.0.1:${port}`,
    count: viewersCount,
    headers: () => ({}),
    ...(isTrpc
      ? {
          hello: '{"id":1,"method":"subscription","params":{"path":"event.stream"}}',
          ready: '"kind":"live"',
        }
      : {}),
  });
  const measure = (plan: BroadcastPlan) =>
    costOf(process, plan, async () => {
      let count = 0;
      viewers.onMessage(() => (count += 1));
      await process.ask('run', plan);
      await until(
        'the reference sends all',
        () => count >= plan.burst * plan.bursts * viewersCount,
      );
    });
  const close = async () => {
    await viewers.close();
    await process.kill();
  };
  return { measure, close };
}

export function fanOut(bench: Bench): Promise<Outcome> {
  return onStage(bench, { users: 8, customers: 50 }, async (stage) => {
    const server = await stage.startServer();
    const viewers = await ownViewers(server.origin, stage.users, viewersCount);
    const source = await openEventSource(stage);
    const bare = await openReference('./bare-ws.ts', false);
    const stock = await openReference('./stock-trpc.ts', true);
    const bytes = await eventBytes(viewers, () => source.post(1));
    const rounds = bench.scale(7, 2);
    const own = (shape: Omit<BroadcastPlan, 'bytes'>) =>
      costOf(server.process, shape, async () => {
        let last = '';
        const all = waitForAll(viewers, () => last);
        for (let round = 1; round <= shape.bursts; round += 1) {
          const key = source.post(shape.burst);
          if (round === shape.bursts) last = await key;
          else await key;
          if (round < shape.bursts) await sleep(shape.pauseMs);
        }
        // One more: the last of all may have come before its key was known.
        last = await source.post(1);
        await until('all viewers have the last event', all.done);
      });
    const details: Record<string, unknown> = { bytes };
    const figures: Outcome['figures'] = [];
    for (const [name, shape] of Object.entries(shapes)) {
      const plan = { ...shape, bytes };
      const stockCosts: number[] = [];
      const measured = await interleave(
        rounds,
        () => own(plan),
        () => bare.measure(plan),
      );
      for (let round = 0; round < Math.min(rounds, 3); round += 1)
        stockCosts.push(await stock.measure(plan));
      const stockRatio = median(stockCosts) / measured.b;
      details[name] = {
        ownMicroseconds: measured.a,
        bareMicroseconds: measured.b,
        stockRatio,
        rounds: measured.rounds,
      };
      figures.push({
        name: `R7 CPU per delivered event / bare ws, ${name}`,
        ratio: measured.ratio,
        target: { atMost: name === 'bursts' ? 1.5 : 3 },
      });
    }
    await source.close();
    await Promise.all([viewers.close(), bare.close(), stock.close()]);
    return { figures, details };
  });
}

/** The size of one event on the wire, so that the references send as much. */
async function eventBytes(viewers: Viewers, post: () => Promise<string>): Promise<number> {
  let bytes = 0;
  viewers.onMessage((data) => (bytes = data.byteLength));
  await post();
  await until('an event arrives', () => bytes > 0);
  await sleep(200);
  return bytes;
}

/** L6: a single busy account against ten thousand, by single calls and with the server's batching. */
import type { Bench } from './support/benchmark.ts';
import { BenchProcess } from './support/child-process.ts';
import type { Outcome } from './support/figures.ts';
import { interleave } from './support/figures.ts';
import { findPgbench, functionRate } from './support/pgbench.ts';
import type { PostingPlan } from './support/poster-process.ts';
import { onStage } from './support/stage.ts';

const manyCustomers = 10_000;
const clients = 16;

export function hotAccount(bench: Bench): Promise<Outcome> {
  return onStage(bench, { users: 1, customers: manyCustomers }, async (stage) => {
    const seconds = bench.scale(2, 1);
    const rounds = bench.scale(5, 2);
    const byFunction = (customers: number) => () =>
      functionRate(stage, { clients, customers, seconds });
    const single = await interleave(rounds, byFunction(1), byFunction(manyCustomers));
    const poster = await BenchProcess.start('./poster-process.ts', stage);
    // 128 callers, of whom 2 batches are under way: at least 50 are always waiting.
    const plan: PostingPlan = { events: 'recorded', lanes: 256, customers: 1, ms: seconds * 1000 };
    const batched = await interleave(
      rounds,
      () => poster.ask<number>('run', plan),
      byFunction(manyCustomers),
    );
    await poster.stop();
    return {
      figures: [
        {
          name: 'L6 one customer / 10,000, single calls',
          ratio: single.ratio,
          target: { atLeast: 0.2 },
        },
        {
          name: 'L6 one customer batched / 10,000 by single calls',
          ratio: batched.ratio,
          target: { atLeast: 1.5 },
        },
      ],
      details: { by: findPgbench() === null ? 'pg' : 'pgbench', clients, single, batched },
    };
  });
}

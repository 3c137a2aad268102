/** L7: deposits through HTTP and tRPC against the ledger's function alone. */
import { randomUUID } from 'node:crypto';
import { Api } from './support/api.ts';
import type { Bench } from './support/benchmark.ts';
import type { Outcome } from './support/figures.ts';
import { interleave } from './support/figures.ts';
import { at } from './support/fixture.ts';
import { perSecond } from './support/load.ts';
import { findPgbench, functionRate } from './support/pgbench.ts';
import { onStage } from './support/stage.ts';

const customers = 1_000;
const callers = 64;
/** What the browser's client puts into one request at most. */
const callsInRequest = 20;

export function depositOverhead(bench: Bench): Promise<Outcome> {
  return onStage(bench, { users: 16, customers }, async (stage) => {
    const { origin } = await stage.startServer();
    const seconds = bench.scale(3, 1);
    const apis = Array.from(
      { length: callers },
      (_, caller) => new Api({ origin, cookie: at(stage.users, caller).cookie }),
    );
    const input = () => ({
      customerId: at(stage.customerIds, Math.floor(Math.random() * customers)),
      ...{
        amount: '1.00',
        note: 'Поповнення',
        idempotencyKey: randomUUID(),
        confirmRepeated: true,
      },
    });
    const oneByOne = () =>
      perSecond({ lanes: callers, ms: seconds * 1000 }, async (lane) => {
        const { error } = await at(apis, lane).mutate('operation.deposit', input());
        return error === null ? 1 : 0;
      });
    const batched = () =>
      perSecond({ lanes: 8, ms: seconds * 1000 }, async (lane) => {
        const inputs = Array.from({ length: callsInRequest }, input);
        const answers = await at(apis, lane).mutateAll('operation.deposit', inputs);
        return answers.filter(({ error }) => error === null).length;
      });
    const alone = () => functionRate(stage, { clients: 16, customers, seconds });
    // Code that is run seldom is slow at first.
    for (let round = 0; round < bench.scale(3, 1); round += 1) await oneByOne();
    const single = await interleave(bench.scale(5, 2), oneByOne, alone);
    const many = await interleave(bench.scale(5, 2), batched, alone);
    for (const api of apis) api.close();
    return {
      figures: [
        {
          name: 'L7 deposits/s through HTTP and tRPC / function alone',
          ratio: single.ratio,
          target: { atLeast: 0.4 },
        },
        { name: 'L7 the same, 20 calls in a request', ratio: many.ratio, target: { atLeast: 0.4 } },
      ],
      details: { by: findPgbench() === null ? 'pg' : 'pgbench', single, batched: many },
    };
  });
}

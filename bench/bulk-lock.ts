/**
 * P10: locking 1,000 customers, from the order over HTTP until a colleague's page hears that the run
 * has ended, with a verdict, an event and a version for each; against one UPDATE of 1,000 rows.
 */
import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { BatchDto, SelectionDto } from '#server/features/batch/schema.ts';
import { assert } from '#server/shared/assert.ts';
import { StreamClient } from '#tests/support/stream-client.ts';
import { Api } from './support/api.ts';
import type { Bench } from './support/benchmark.ts';
import type { Outcome } from './support/figures.ts';
import { interleave } from './support/figures.ts';
import { at, withOwner } from './support/fixture.ts';
import { onStage } from './support/stage.ts';

const perRun = 1_000;
const endMaxMs = 60_000;

export function bulkLock(bench: Bench): Promise<Outcome> {
  const rounds = bench.scale(8, 2);
  // Each round, and the one that warms up, has customers that nobody has locked.
  const customers = 2 * perRun * (rounds + 1);
  return onStage(
    bench,
    { users: 2, customers },
    async ({ url, users, customerIds, startServer }) => {
      const { origin } = await startServer();
      const { cookie } = at(users, 0);
      const api = new Api({ origin, cookie });
      const stream = await StreamClient.open({
        url: `${origin.replace('http', 'ws')}/trpc`,
        headers: { cookie: at(users, 1).cookie, origin },
      });
      let taken = 0;
      const fresh = () => customerIds.slice(taken, (taken += perRun));
      const outcome = await withOwner(url, async (owner) => {
        await owner.query('VACUUM ANALYZE customers');
        return interleave(
          rounds,
          () => lockThem({ api, stream, ids: fresh() }),
          () => updateThem(owner, fresh()),
        );
      });
      api.close();
      stream.close();
      return {
        figures: [
          {
            name: 'P10 lock 1,000 with verdicts and events / UPDATE of 1,000 rows',
            ratio: outcome.ratio,
            target: { atMost: 10 },
          },
        ],
        details: { milliseconds: outcome },
      };
    },
  );
}

interface Locking {
  api: Api;
  stream: StreamClient;
  ids: number[];
}

async function lockThem({ api, stream, ids }: Locking): Promise<number> {
  const rows = ids.map((customerId) => ({ customerId, version: 1 }));
  const selected = await api.mutate('batch.select', { kind: 'named', rows });
  const { selectionId } = selected.data as SelectionDto;
  const order = { action: 'lock', reason: 'Спам у відгуках' };
  const startedAt = performance.now();
  const input = { selectionId, order, mutationId: randomUUID() };
  const { data } = await api.mutate('batch.start', input);
  const { id } = data as BatchDto;
  const find = () =>
    stream.events.find(({ type, subject }) => type === 'batch.ended' && subject.id === id);
  await stream.until(() => find() !== undefined, endMaxMs);
  const ms = performance.now() - startedAt;
  const ended = find()?.data as BatchDto;
  assert(ended.doneCount === ids.length, `locked ${ended.doneCount} of ${ids.length}`);
  // What was heard is not to be looked through again.
  stream.messages.length = 0;
  return ms;
}

async function updateThem(owner: Client, ids: number[]): Promise<number> {
  const startedAt = performance.now();
  await owner.query({
    name: 'lock-many',
    text: `UPDATE customers SET version = version + 1, locked_at = now(), lock_reason = $2
           WHERE id = ANY($1::int[])`,
    values: [ids, 'Спам у відгуках'],
  });
  return performance.now() - startedAt;
}

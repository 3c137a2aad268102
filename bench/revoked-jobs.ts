/**
 * R10 for work in the background: someone is blocked in the middle of an export, or of a run on many
 * customers. How long it goes on, the slowest of some: an export until its row says that it has ended,
 * a run until the last customer was touched (the verdicts of those who had no turn come after that).
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import type { BatchDto, SelectionDto } from '#server/features/batch/schema.ts';
import type { ExportDto } from '#server/features/export/schema.ts';
import { assert } from '#server/shared/assert.ts';
import { Api } from './support/api.ts';
import type { Bench } from './support/benchmark.ts';
import type { Outcome } from './support/figures.ts';
import type { FixtureUser } from './support/fixture.ts';
import { at, withOwner } from './support/fixture.ts';
import { onStage } from './support/stage.ts';

const longestMs = 30_000;
const question = { search: '', filter: {}, sort: 'id', direction: 'asc' } as const;

interface Work {
  table: 'exports' | 'batches';
  start: (api: Api) => Promise<number>;
}

const exporting: Work = {
  table: 'exports',
  start: async (api) => {
    const source = { kind: 'matching', question };
    const order = { format: 'xlsx', columns: 'documented', mutationId: randomUUID(), source };
    return ((await api.mutate('export.start', order)).data as ExportDto).id;
  },
};

const locking: Work = {
  table: 'batches',
  start: async (api) => {
    const selected = await api.mutate('batch.select', { kind: 'matching', question });
    const { selectionId } = selected.data as SelectionDto;
    const order = { action: 'lock', reason: 'Спам у відгуках' };
    const started = await api.mutate('batch.start', {
      ...{ selectionId, order, mutationId: randomUUID() },
    });
    return (started.data as BatchDto).id;
  },
};

export function revokedJobs(bench: Bench): Promise<Outcome> {
  const rounds = bench.scale(10, 2);
  const customers = bench.scale(50_000, 20_000);
  return onStage(bench, { users: 1 + 2 * rounds, customers }, async (stage) => {
    const { origin } = await stage.startServer();
    const [boss, ...others] = stage.users;
    const superadmin = new Api({ origin, cookie: boss?.cookie ?? '' });
    const blocked = async (user: FixtureUser, work: Work, owner: Client) => {
      const api = new Api({ origin, cookie: user.cookie });
      const id = await work.start(api);
      await untilState(owner, { table: work.table, id }, (state) => state === 'running');
      await sleep(Math.random() * 300);
      const startedAt = performance.now();
      const answer = await superadmin.mutate('user.block', { userId: user.id, version: 1 });
      assert(answer.error === null, `not blocked: ${String(answer.error)}`);
      const isEnded = (state: string) => state !== 'waiting' && state !== 'running';
      const state = await untilState(owner, { table: work.table, id }, isEnded);
      assert(state !== 'ready' && !(await isWhole(owner, work, id)), 'done before the block');
      const ms = performance.now() - startedAt;
      api.close();
      return work.table === 'exports' ? ms : lastTouchMs(owner, user);
    };
    const times = { exports: [] as number[], batches: [] as number[] };
    await withOwner(stage.url, async (owner) => {
      await owner.query('VACUUM ANALYZE customers');
      for (let round = 0; round < rounds; round += 1) {
        times.exports.push(await blocked(at(others, 2 * round), exporting, owner));
        times.batches.push(await blocked(at(others, 2 * round + 1), locking, owner));
        await owner.query(
          'UPDATE customers SET locked_at = NULL, locked_by_id = NULL, lock_reason = NULL',
        );
      }
    });
    superadmin.close();
    const figure = (name: string, ms: readonly number[]): Outcome['figures'][number] => ({
      name: `R10 ${name} of a blocked user, slowest, seconds`,
      ratio: Math.max(...ms) / 1_000,
      target: { atMost: 1 },
    });
    return {
      figures: [figure('export', times.exports), figure('run on many', times.batches)],
      details: { milliseconds: times },
    };
  });
}

/** Milliseconds from the block until this user's last customer was locked; less than 0: before it. */
async function lastTouchMs(owner: Client, { id }: FixtureUser): Promise<number> {
  const { rows } = await owner.query<{ ms: number | null }>(
    `SELECT (extract(epoch FROM max(c.locked_at) - u.blocked_at) * 1000)::float8 AS ms
     FROM users u LEFT JOIN customers c ON c.locked_by_id = u.id WHERE u.id = $1 GROUP BY u.id`,
    [id],
  );
  const ms = rows[0]?.ms;
  assert(typeof ms === 'number', 'nobody was locked');
  return ms;
}

/** Nothing of a run was left undone. */
async function isWhole(owner: Client, { table }: Work, id: number): Promise<boolean> {
  if (table === 'exports') return false;
  const { rows } = await owner.query('SELECT 1 FROM batches WHERE id = $1 AND failed_count = 0', [
    id,
  ]);
  return rows.length > 0;
}

interface Stored {
  table: Work['table'];
  id: number;
}

async function untilState(
  owner: Client,
  { table, id }: Stored,
  isIt: (state: string) => boolean,
): Promise<string> {
  const startedAt = performance.now();
  for (;;) {
    const text = `SELECT state::text FROM ${table} WHERE id = $1`;
    const { rows } = await owner.query<{ state: string }>(text, [id]);
    const state = rows[0]?.state ?? 'missing';
    if (isIt(state)) return state;
    assert(performance.now() - startedAt < longestMs, `it is ${state} after ${longestMs} ms`);
    await sleep(10);
  }
}

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startTestApp, visitorOf } from '#tests/support/app.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { ownerOf } from '#tests/support/owner.ts';
import { addCustomers, createBatchWorld, lockOrder, start } from './batch-world.ts';
import { untilEnded } from './batch-world.ts';

const count = 3_000;

async function startToKill(url: string): Promise<{ child: ChildProcess; origin: string }> {
  const file = join(import.meta.dirname, 'batch-process.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', file, url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, origin: /at (http:\/\/\S+)/.exec(printed.toString())?.[1] ?? '' };
}

it('a run whose process is killed is gone on with, and nobody is locked twice', async () => {
  const database = await createTestDatabase();
  const owner = ownerOf(database);
  const before = await startTestApp({ databaseUrl: database.url });
  const world = await createBatchWorld({ owner, app: before }, 0);
  const ids = await addCustomers({ owner }, world, count);
  await before.stop();

  const { child, origin } = await startToKill(database.url);
  const taras = visitorOf(origin, world.taras.cookie);
  const question = { search: 'Бондаренко', filter: {} };
  const chosen = await taras.trpc.batch.select.mutate({ kind: 'matching', question });
  const { id } = await start(taras, { selectionId: chosen.selectionId, order: lockOrder });
  const progress = async () => (await owner.batch.findUniqueOrThrow({ where: { id } })).doneCount;
  await owner.$transaction(
    async (tx) => {
      // The chunk in which they stand waits, so the run can't end before the process is killed.
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(1, ${ids.at(-1)}::int)`;
      while ((await progress()) === 0) await sleep(5);
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
    { timeout: 60_000 },
  );
  const doneBefore = await progress();
  expect(doneBefore).toBeGreaterThan(0);
  expect(doneBefore).toBeLessThan(chosen.total);

  const after = await startTestApp({ databaseUrl: database.url });
  const ended = await untilEnded(visitorOf(after.origin, world.taras.cookie), id);
  expect(ended).toMatchObject({ state: 'finished', doneCount: chosen.total, skippedCount: 0 });
  const where = { subjectType: 'customer', subjectId: { in: ids } };
  const events = await owner.event.groupBy({ by: ['subjectId'], where, _count: true });
  expect(events).toHaveLength(count);
  expect(new Set(events.map(({ _count }) => _count))).toEqual(new Set([1]));
  const versions = await owner.customer.groupBy({
    ...{ by: ['version'], where: { id: { in: ids } } },
  });
  expect(versions).toEqual([{ version: 2 }]);
  const steps = await owner.event.findMany({
    ...{ where: { subjectType: 'batch', subjectId: id }, orderBy: { version: 'asc' } },
  });
  expect(steps.map(({ version }) => version)).toEqual(steps.map((_, at) => at + 1));
  await after.stop();
  await database.drop();
}, 240_000);

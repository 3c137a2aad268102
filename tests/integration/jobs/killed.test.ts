import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDb } from '#server/infra/db/client.ts';
import { enqueueJob } from '#server/infra/jobs/job.ts';
import { queryJobs } from '#server/infra/jobs/queue.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/test-server.ts';
import { runSlowJobs, slowJob } from './job-process.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  const owner = new Client({ connectionString: database.url });
  await owner.connect();
  await owner.query(`
    CREATE TABLE background.notes (worker text, key text, attempt int, what text);
    GRANT SELECT, INSERT ON background.notes TO tandem_app`);
  await owner.end();
});
afterAll(() => database.drop());

test('the jobs of a process that is killed are taken up by another', async () => {
  const db = createDb({ url: database.url, poolMax: 4 });
  const notes = () =>
    db.$queryRaw<{ worker: string; key: string; attempt: number; what: string }[]>`
      SELECT worker, key, attempt, what FROM background.notes ORDER BY key, attempt, what`;
  for (const key of ['a', 'b', 'c']) await enqueueJob(db, slowJob, { payload: { key } });

  const file = join(import.meta.dirname, 'job-process.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', file, database.url, 'first'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  for (let wait = 0; wait < 400 && (await notes()).length < 3; wait += 1) await sleep(50);
  expect(await notes()).toHaveLength(3);

  const second = runSlowJobs(database.url, 'second');
  await sleep(7_000);
  // The first gives signs of life, so nobody touches what it holds.
  expect(await notes()).toHaveLength(3);

  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
  const killedAt = Date.now();
  for (let wait = 0; wait < 400 && (await notes()).length < 9; wait += 1) await sleep(50);
  expect(await notes()).toEqual(
    ['a', 'b', 'c'].flatMap((key) => [
      { worker: 'first', key, attempt: 1, what: 'began' },
      { worker: 'second', key, attempt: 2, what: 'began' },
      { worker: 'second', key, attempt: 2, what: 'ended' },
    ]),
  );
  // A lease and a round of taking over, with room for a busy machine.
  expect(Date.now() - killedAt).toBeLessThan(20_000);
  await second.stop();
  expect(await queryJobs(db).counts()).toEqual([{ name: 'slow.work', state: 'done', count: 3 }]);
  await db.$disconnect();
}, 120_000);

/** A process that takes jobs, to be killed: argv holds the database's address and the process's name. */
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { createDb } from '#server/infra/db/client.ts';
import { defineJob, handleJob } from '#server/infra/jobs/job.ts';
import { JobRunner } from '#server/infra/jobs/runner.ts';
import { createLog } from '#server/infra/log.ts';

export const slowJob = defineJob({
  name: 'slow.work',
  payload: z.strictObject({ key: z.string() }),
  concurrency: 4,
});

export function runSlowJobs(url: string, worker: string): JobRunner {
  const db = createDb({ url, poolMax: 4 });
  const runner = new JobRunner({
    db,
    log: createLog('silent'),
    pollMs: 50,
    leaseMs: 4_000,
    jobs: [
      handleJob(slowJob, async ({ key }, { attempt, signal }) => {
        const note = (what: string) => db.$executeRaw`
          INSERT INTO background.notes (worker, key, attempt, what)
          VALUES (${worker}, ${key}, ${attempt}, ${what})`;
        await note('began');
        // The first process never comes to the end of what it holds.
        await sleep(worker === 'first' ? 600_000 : 100, null, { signal });
        await note('ended');
      }),
    ],
  });
  runner.start();
  return runner;
}

const [, file, url, worker] = process.argv;
if (file === import.meta.filename && url !== undefined && worker !== undefined) {
  runSlowJobs(url, worker);
  // Its timers alone would not keep it alive.
  setInterval(() => undefined, 1_000);
}

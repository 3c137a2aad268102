/** A process that writes exports, to be killed: argv holds the database's address. */
import { systemClock } from '#server/infra/clock.ts';
import { createDb } from '#server/infra/db/client.ts';
import { JobRunner } from '#server/infra/jobs/runner.ts';
import { createLog } from '#server/infra/log.ts';
import { writeExportOnStarted } from '#server/features/export/subscribers/write-export-on-started.ts';

export function runExports(url: string): JobRunner {
  const db = createDb({ url, poolMax: 4 });
  const log = createLog('silent');
  const services = { db, log, clock: systemClock, events: { wake: () => undefined } };
  const jobs = [writeExportOnStarted(services, url)];
  const runner = new JobRunner({ db, log, jobs, pollMs: 50, leaseMs: 4_000 });
  runner.start();
  return runner;
}

const [, file, url] = process.argv;
if (file === import.meta.filename && url !== undefined) {
  runExports(url);
  // Its timers alone would not keep it alive.
  setInterval(() => undefined, 1_000);
}

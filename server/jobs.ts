/** Every background job of the product, one line for each; what the jobs need is put together here. */
import { runOnStarted } from './features/batch/subscribers/run-on-started.ts';
import { actOnBatch } from './features/customer/subscribers/act-on-batch.ts';
import { writeExportOnStarted } from './features/export/subscribers/write-export-on-started.ts';
import type { HandledJob } from './infra/jobs/job.ts';
import type { Services } from './trpc/context.ts';

/** @param databaseUrl the owner's, for connections of a job's own */
export function jobsOf(services: Services, databaseUrl: string): HandledJob[] {
  return [runOnStarted(services, actOnBatch), writeExportOnStarted(services, databaseUrl)];
}

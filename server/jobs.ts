/** Every background job of the product, one line for each; what the jobs need is put together here. */
import { runOnStarted } from './features/batch/subscribers/run-on-started.ts';
import { actOnBatch } from './features/customer/subscribers/act-on-batch.ts';
import { tellOnLetter } from './features/customer/subscribers/tell-on-letter.ts';
import { writeExportOnStarted } from './features/export/subscribers/write-export-on-started.ts';
import { sendLetterOnOrdered } from './features/letter/subscribers/send-letter-on-ordered.ts';
import type { LetterServices } from './features/letter/subscribers/send-letter-on-ordered.ts';
import type { HandledJob } from './infra/jobs/job.ts';
import type { Services } from './trpc/context.ts';

/** What jobs need and requests don't. */
export interface JobMeans extends Pick<LetterServices, 'mailer' | 'baseUrl'> {
  /** The owner's, for connections of a job's own. */
  databaseUrl: string;
}

export function jobsOf(services: Services, means: JobMeans): HandledJob[] {
  return [
    runOnStarted(services, actOnBatch),
    writeExportOnStarted(services, means.databaseUrl),
    sendLetterOnOrdered({ ...services, ...means, tellCustomer: tellOnLetter }),
  ];
}

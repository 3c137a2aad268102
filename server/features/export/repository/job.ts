import { z } from 'zod';
import { rowNumber } from '#server/shared/row-number.ts';
import { defineJob } from '#server/infra/jobs/job.ts';

/** Writes the file of an export. A million rows of the slowest format take minutes. */
export const writeExportJob = defineJob({
  name: 'export.write',
  payload: z.strictObject({ exportId: rowNumber }),
  attemptsMax: 3,
  backoffMs: 2_000,
  timeLimitMs: 3_600_000,
  concurrency: 2,
});

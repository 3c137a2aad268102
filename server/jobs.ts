/** Every background job of the product, one line for each; what the jobs need is put together here. */
import type { HandledJob } from './infra/jobs/job.ts';
import type { Services } from './trpc/context.ts';

export function jobsOf(_services: Services): HandledJob[] {
  return [];
}

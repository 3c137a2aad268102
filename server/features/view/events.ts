import { z } from 'zod';
import { customerQuestion } from '#server/shared/customer-filter.ts';

const view = z.object({
  name: z.string(),
  params: customerQuestion,
  owner: z.object({ id: z.number().int(), name: z.string() }),
});

/** Subject: the view. */
export const viewEvents = {
  /** A shared view as it stands now: new, changed, or shared from now on. */
  'view.shared': view,
  /** A shared view is gone: removed, or private from now on. */
  'view.withdrawn': z.object({ name: z.string() }),
  /** Whatever happened to a private view; told to nobody. */
  'view.keptPrivately': z.object({}),
} as const;

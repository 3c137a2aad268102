import { z } from 'zod';
import { customerQuestion } from '#server/shared/customer-filter.ts';
import { rowNumber } from '#server/shared/row-number.ts';
import { typedText } from '#server/shared/typed-text.ts';

export const viewNameLength = { min: 1, max: 80 } as const;
/** Of one owner. */
export const viewsMax = 50;
/** Of colleagues, in one list; by name. */
export const sharedViewsMax = 200;

export const viewDto = z.object({
  id: rowNumber,
  version: z.number().int(),
  name: z.string(),
  params: customerQuestion,
  isShared: z.boolean(),
  owner: z.object({ id: z.number().int(), name: z.string() }),
});
export type ViewDto = z.infer<typeof viewDto>;

const viewName = typedText.min(viewNameLength.min).max(viewNameLength.max);

export const createViewInput = z.strictObject({
  name: viewName,
  params: customerQuestion,
  isShared: z.boolean().default(false),
  mutationId: z.uuid().optional(),
});
export type CreateViewInput = z.output<typeof createViewInput>;

/** The owner alone; only what is given changes. */
export const changeViewInput = z.strictObject({
  viewId: rowNumber,
  version: rowNumber,
  name: viewName.optional(),
  params: customerQuestion.optional(),
  isShared: z.boolean().optional(),
  mutationId: z.uuid().optional(),
});
export type ChangeViewInput = z.output<typeof changeViewInput>;

export const removeViewInput = z.strictObject({
  viewId: rowNumber,
  version: rowNumber,
  mutationId: z.uuid().optional(),
});
export type RemoveViewInput = z.infer<typeof removeViewInput>;

export const countViewsInput = z.strictObject({ viewIds: z.array(rowNumber).min(1).max(50) });
export type CountViewsInput = z.infer<typeof countViewsInput>;
export const viewCountDto = z.object({
  viewId: rowNumber,
  total: z.number().int(),
  totalIsCapped: z.boolean(),
});
export type ViewCountDto = z.infer<typeof viewCountDto>;

import { z } from 'zod';
import { rowNumber } from '#server/shared/row-number.ts';
import { typedText } from '#server/shared/typed-text.ts';

export const tagsMax = 200;
/** For choosing: by any part of the caption, in its order, at most {@link tagsMax}. */
export const listTagsInput = z.strictObject({
  search: typedText.max(100).default(''),
  /** Only these: for names of what an address speaks of. */
  ids: z.array(rowNumber).min(1).max(50).optional(),
});
export type ListTagsInput = z.input<typeof listTagsInput>;
export type ListTagsQuery = z.output<typeof listTagsInput>;

export const tagDto = z.object({
  id: z.number().int(),
  caption: z.string(),
  color: z.string(),
});
export type TagDto = z.infer<typeof tagDto>;

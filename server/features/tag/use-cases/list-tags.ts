/** Tags to choose from. */
import type { UseCaseContext } from '#server/trpc/context.ts';
import type { ListTagsQuery, TagDto } from '../schema.ts';

export function listTags(_ctx: UseCaseContext, _input: ListTagsQuery): Promise<TagDto[]> {
  return Promise.reject(new Error('under construction'));
}

/** One's own drafts. */
import type { UseCaseContext } from '#server/trpc/context.ts';
import type { ListDraftsQuery, DraftRowDto } from '../schema.ts';

export function listDrafts(_ctx: UseCaseContext, _input: ListDraftsQuery): Promise<DraftRowDto[]> {
  return Promise.reject(new Error('under construction'));
}

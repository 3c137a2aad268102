/** Tags of the company to choose from. How many customers bear them is not told here. */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { can } from '../policy.ts';
import { listTagRows } from '../repository.ts';
import { tagsMax } from '../schema.ts';
import type { ListTagsQuery, TagDto } from '../schema.ts';

/** @throws FORBIDDEN */
export async function listTags(
  { actor, db }: UseCaseContext,
  { search, ids }: ListTagsQuery,
): Promise<TagDto[]> {
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  return listTagRows(db, scopeFor(actor), { search, ids: ids ?? null, limit: tagsMax });
}

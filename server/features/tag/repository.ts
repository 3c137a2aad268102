import type { Scope } from '#server/shared/actor.ts';
import type { Db } from '#server/infra/db/client.ts';
import type { TagDto } from './schema.ts';

/** By any part of the caption, without regard to case, in Ukrainian order. */
export function listTagRows(
  db: Db,
  scope: Scope,
  { search, ids, limit }: { search: string; ids: readonly number[] | null; limit: number },
): Promise<TagDto[]> {
  return db.$queryRaw<TagDto[]>`
    SELECT id, caption, color FROM tags
    WHERE company_id = ${scope.companyId} AND strpos(lower(caption), lower(${search})) > 0
      AND (${ids}::int[] IS NULL OR id = ANY (${ids}::int[]))
    ORDER BY caption COLLATE "uk-x-icu", id LIMIT ${limit}`;
}

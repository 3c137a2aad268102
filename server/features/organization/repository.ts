import type { Scope } from '#server/shared/actor.ts';
import type { Db } from '#server/infra/db/client.ts';
import type { OrganizationDto } from './schema.ts';

/** By any part of the name, without regard to case, in Ukrainian order. */
export function listOrganizationRows(
  db: Db,
  scope: Scope,
  { search, ids, limit }: { search: string; ids: readonly number[] | null; limit: number },
): Promise<OrganizationDto[]> {
  return db.$queryRaw<OrganizationDto[]>`
    SELECT id, name FROM organizations
    WHERE company_id = ${scope.companyId} AND strpos(lower(name), lower(${search})) > 0
      AND (${ids}::int[] IS NULL OR id = ANY (${ids}::int[]))
    ORDER BY name COLLATE "uk-x-icu", id LIMIT ${limit}`;
}

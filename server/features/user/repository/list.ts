/** Users of a company as lists show them. */
import type { Scope } from '#server/shared/actor.ts';
import type { Db } from '#server/infra/db/client.ts';
import type { UserOptionDto } from '../schema.ts';

/** By any part of the name in either order, without regard to case, in Ukrainian order. */
export function listActiveUserNames(
  db: Db,
  scope: Scope,
  { search, limit }: { search: string; limit: number },
): Promise<UserOptionDto[]> {
  return db.$queryRaw<UserOptionDto[]>`
    SELECT id, first_name || ' ' || last_name AS name FROM users
    WHERE company_id = ${scope.companyId} AND blocked_at IS NULL
      AND strpos(lower(first_name || ' ' || last_name || ' ' || first_name), lower(${search})) > 0
    ORDER BY (first_name || ' ' || last_name) COLLATE "uk-x-icu", id LIMIT ${limit}`;
}

/** Organizations of the company to choose from, parents and children alike. */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { can } from '../policy.ts';
import { listOrganizationRows } from '../repository.ts';
import { organizationsMax } from '../schema.ts';
import type { ListOrganizationsQuery, OrganizationDto } from '../schema.ts';

/** @throws FORBIDDEN */
export async function listOrganizations(
  { actor, db }: UseCaseContext,
  { search, ids }: ListOrganizationsQuery,
): Promise<OrganizationDto[]> {
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  return listOrganizationRows(db, scopeFor(actor), {
    search,
    ids: ids ?? null,
    limit: organizationsMax,
  });
}

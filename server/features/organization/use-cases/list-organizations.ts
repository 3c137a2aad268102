/** Organizations to choose from. */
import type { UseCaseContext } from '#server/trpc/context.ts';
import type { ListOrganizationsQuery, OrganizationDto } from '../schema.ts';

export function listOrganizations(
  _ctx: UseCaseContext,
  _input: ListOrganizationsQuery,
): Promise<OrganizationDto[]> {
  return Promise.reject(new Error('under construction'));
}

import { useTranslation } from 'react-i18next';
import { trpc } from '#app/lib/trpc.ts';
import type { CustomerFilter } from '#server/shared/customer-filter.ts';

/** What has to be asked for so that a filter can be told in words; the loader asks for the same. */
export function filterNamesInput({ tagIds, organizationId }: CustomerFilter) {
  return {
    tags: tagIds === undefined ? null : { ids: tagIds },
    organizations: organizationId === undefined ? null : { ids: [organizationId] },
  };
}

/** Tags and the organization of a filter by name; what is gone says so. */
export function useFilterNames(filter: CustomerFilter) {
  const { t } = useTranslation('customer');
  const { tags, organizations } = filterNamesInput(filter);
  const foundTags = trpc.tag.list.useQuery(tags ?? {}, { enabled: tags !== null });
  const foundOrganizations = trpc.organization.list.useQuery(organizations ?? {}, {
    enabled: organizations !== null,
  });
  const named = (id: number, name: string | undefined, isKnown: boolean) =>
    name ?? (isKnown ? t('filter.gone', { id }) : t('page.idLabel', { id }));
  return {
    tags: foundTags.data ?? [],
    tagName: (id: number) =>
      named(id, foundTags.data?.find((tag) => tag.id === id)?.caption, foundTags.isSuccess),
    organizationName: (id: number) =>
      named(
        id,
        foundOrganizations.data?.find((organization) => organization.id === id)?.name,
        foundOrganizations.isSuccess,
      ),
  };
}

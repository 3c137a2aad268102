import { ActionIcon, Group, NativeSelect, Text } from '@mantine/core';
import { Link } from '@remix-run/react';
import type { TablerIcon } from '@tabler/icons-react';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import { trpc } from '#app/lib/trpc.ts';
import type { ListUsersQuery, UserPageDto } from '#server/features/user/schema.ts';
import { pageSizes } from '#server/shared/customer-filter.ts';

interface Props {
  page: UserPageDto;
  params: ListUsersQuery;
  searchOf: (params: ListUsersQuery) => string;
  onPageSize: (pageSize: ListUsersQuery['pageSize']) => void;
}

/** Where one is in the result, always stated; the pages are links, so they can be sent. */
export function UsersPager({ page, params, searchOf, onPageSize }: Props) {
  const { t } = useTranslation('user');
  const format = useFormat();
  const { mutate: save } = trpc.layout.save.useMutation();
  const pagesCount = Math.max(1, Math.ceil(page.total / params.pageSize));
  const from = (page.page - 1) * params.pageSize + 1;
  const linkTo = (wanted: number) =>
    wanted < 1 || wanted > pagesCount ? null : searchOf({ ...params, page: wanted });
  return (
    <Group justify="space-between" gap="sm" className="t-users-pager">
      <Text size="sm" c="dimmed" className="tabular" role="status">
        {t('list.range', {
          from: format.number(from),
          to: format.number(from + page.rows.length - 1),
          total: format.number(page.total),
        })}
      </Text>
      <Group gap="md" wrap="nowrap">
        <NativeSelect
          size="xs"
          w={80}
          aria-label={t('list.pageSize')}
          data={pageSizes.map(String)}
          value={String(params.pageSize)}
          onChange={({ currentTarget }) => {
            const size = pageSizes.find((each) => String(each) === currentTarget.value);
            if (size === undefined) return;
            save({ pageSize: size });
            onPageSize(size);
          }}
        />
        <Group component="nav" gap={4} wrap="nowrap" aria-label={t('list.pages')}>
          <PageLink label={t('list.previous')} icon={IconChevronLeft} to={linkTo(page.page - 1)} />
          <PageLink label={t('list.next')} icon={IconChevronRight} to={linkTo(page.page + 1)} />
        </Group>
      </Group>
    </Group>
  );
}

interface PageLinkProps {
  label: string;
  icon: TablerIcon;
  /** Null when there is no such page. */
  to: string | null;
}

function PageLink({ label, icon: Icon, to }: PageLinkProps) {
  const shape = <Icon size={18} stroke={1.5} aria-hidden="true" />;
  return to === null ? (
    <ActionIcon aria-label={label} disabled>
      {shape}
    </ActionIcon>
  ) : (
    <ActionIcon component={Link} to={{ search: to }} aria-label={label} title={label}>
      {shape}
    </ActionIcon>
  );
}

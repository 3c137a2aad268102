import { ActionIcon, Group, NativeSelect, Text } from '@mantine/core';
import { Link, useNavigate } from '@remix-run/react';
import { IconChevronLeft, IconChevronRight, IconChevronsLeft } from '@tabler/icons-react';
import type { TablerIcon } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import { trpc } from '#app/lib/trpc.ts';
import type { CustomerPageDto, ListCustomersQuery } from '#server/features/customer/schema.ts';
import { pageSizes } from '#server/shared/customer-filter.ts';
import { useTotal } from './customers-total.tsx';
import { useListAddress } from './list-address.ts';
import { withListParams } from './list-params.ts';

interface Props {
  page: CustomerPageDto;
  params: ListCustomersQuery;
  /** Another result is on its way: the places of this one no longer lead anywhere sensible. */
  isStale: boolean;
}

/** Where one is in the result, always stated; the pages are links, so they can be sent. */
export function CustomersPager({ page, params, isStale }: Props) {
  const { t } = useTranslation('customer');
  const first = page.previousCursor === null ? null : withListParams(params, {});
  return (
    <Group justify="space-between" gap="sm" className="t-customers-pager">
      <RangeText page={page} params={params} />
      <Group gap="md" wrap="nowrap">
        <PageSize params={params} />
        <Group component="nav" gap={4} wrap="nowrap" aria-label={t('list.pages')}>
          <PageLink label={t('list.first')} icon={IconChevronsLeft} to={first} isStale={isStale} />
          <PageLink
            label={t('list.previous')}
            icon={IconChevronLeft}
            to={placeAt(params, page.previousCursor)}
            isStale={isStale}
          />
          <PageLink
            label={t('list.next')}
            icon={IconChevronRight}
            to={placeAt(params, page.nextCursor)}
            isStale={isStale}
          />
        </Group>
      </Group>
    </Group>
  );
}

function placeAt(params: ListCustomersQuery, cursor: string | null): ListCustomersQuery | null {
  return cursor === null ? null : { ...params, cursor };
}

function RangeText({ page, params }: Pick<Props, 'page' | 'params'>) {
  const { t } = useTranslation('customer');
  const format = useFormat();
  const { formatted: total } = useTotal(page, params);
  return (
    <Text size="sm" c="dimmed" className="tabular" role="status">
      {t('list.range', { from: format.number(page.from), to: format.number(page.to), total })}
    </Text>
  );
}

/** Chosen once, it is this reader's on every device; the address says it until that is on record. */
function PageSize({ params }: Pick<Props, 'params'>) {
  const { t } = useTranslation('customer');
  const navigate = useNavigate();
  const address = useListAddress();
  const utils = trpc.useUtils();
  const { mutate: save } = trpc.layout.save.useMutation({
    onSuccess: (layout) => utils.layout.get.setData(undefined, layout),
  });
  const choose = (pageSize: ListCustomersQuery['pageSize']) => {
    save({ pageSize });
    const search = address.searchWithSize(withListParams(params, { pageSize }));
    void navigate({ search }, { preventScrollReset: true });
  };
  return (
    <Group gap="xs" wrap="nowrap">
      <Text size="sm" c="dimmed" visibleFrom="sm" aria-hidden="true">
        {t('list.pageSize')}
      </Text>
      <NativeSelect
        size="xs"
        w={80}
        aria-label={t('list.pageSize')}
        data={pageSizes.map(String)}
        value={String(params.pageSize)}
        onChange={({ currentTarget }) => {
          const size = pageSizes.find((each) => String(each) === currentTarget.value);
          if (size !== undefined) choose(size);
        }}
      />
    </Group>
  );
}

interface PageLinkProps {
  label: string;
  icon: TablerIcon;
  /** Null when there is no such page. */
  to: ListCustomersQuery | null;
  isStale: boolean;
}

/** While stale it stays a link, so that it keeps the focus, but leads nowhere. */
function PageLink({ label, icon: Icon, to, isStale }: PageLinkProps) {
  const { searchOf } = useListAddress();
  const shape = <Icon size={18} stroke={1.5} aria-hidden="true" />;
  if (to === null) {
    return (
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} disabled>
        {shape}
      </ActionIcon>
    );
  }
  return (
    <ActionIcon
      component={Link}
      to={{ search: searchOf(to) }}
      aria-disabled={isStale}
      onClick={(event: MouseEvent) => {
        if (isStale) event.preventDefault();
      }}
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={label}
      title={label}
    >
      {shape}
    </ActionIcon>
  );
}

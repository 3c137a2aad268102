import { ActionIcon, Group, NativeSelect, Text } from '@mantine/core';
import { Link } from '@remix-run/react';
import { IconChevronLeft, IconChevronRight, IconChevronsLeft } from '@tabler/icons-react';
import type { TablerIcon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import { trpc } from '#app/lib/trpc.ts';
import type { ListOrdersQuery, OrderPageDto } from '#server/features/order/schema.ts';
import { pageSizes } from '#server/shared/customer-filter.ts';
import type { OrderParams } from './order-params.ts';
import { writeOrderParams } from './order-params.ts';

interface Props {
  page: OrderPageDto;
  params: OrderParams;
  pageSize: ListOrdersQuery['pageSize'];
  onChange: (change: Partial<OrderParams>) => void;
}

/** Where one is in the result, always stated; the pages are links, so they can be sent. */
export function OrdersPager({ page, params, pageSize, onChange }: Props) {
  const { t } = useTranslation('order');
  const format = useFormat();
  const total = useTotalText(page);
  const to = (cursor: string | null) =>
    cursor === null ? null : writeOrderParams({ ...params, cursor });
  const first = page.previousCursor === null ? null : writeOrderParams({ ...params, cursor: null });
  return (
    <Group justify="space-between" gap="sm" className="t-orders-pager">
      <Text size="sm" c="dimmed" className="tabular" role="status">
        {t('list.range', { from: format.number(page.from), to: format.number(page.to), total })}
      </Text>
      <Group gap="md" wrap="nowrap">
        <PageSize pageSize={pageSize} onChange={onChange} />
        <Group component="nav" gap={4} wrap="nowrap" aria-label={t('list.pages')}>
          <PageLink label={t('list.first')} icon={IconChevronsLeft} search={first} />
          <PageLink
            label={t('list.previous')}
            icon={IconChevronLeft}
            search={to(page.previousCursor)}
          />
          <PageLink label={t('list.next')} icon={IconChevronRight} search={to(page.nextCursor)} />
        </Group>
      </Group>
    </Group>
  );
}

/** "500", or "10,000+" where counting stopped. */
export function useTotalText({ total, totalIsCapped }: OrderPageDto): string {
  const { t } = useTranslation('order');
  const formatted = useFormat().number(total);
  return totalIsCapped ? t('atLeast', { formatted }) : formatted;
}

/** Chosen once, it is this reader's in every list. */
function PageSize({ pageSize, onChange }: Pick<Props, 'pageSize' | 'onChange'>) {
  const { t } = useTranslation('order');
  const utils = trpc.useUtils();
  const { mutate: save } = trpc.layout.save.useMutation({
    onSuccess: (layout) => utils.layout.get.setData(undefined, layout),
  });
  return (
    <NativeSelect
      size="xs"
      w={80}
      aria-label={t('list.pageSize')}
      data={pageSizes.map(String)}
      value={String(pageSize)}
      onChange={({ currentTarget: { value } }) => {
        const size = pageSizes.find((each) => String(each) === value);
        if (size === undefined) return;
        save({ pageSize: size });
        onChange({ pageSize: size });
      }}
    />
  );
}

interface PageLinkProps {
  label: string;
  icon: TablerIcon;
  /** Null when there is no such page. */
  search: string | null;
}

function PageLink({ label, icon: Icon, search }: PageLinkProps) {
  const shape = <Icon size={18} stroke={1.5} aria-hidden="true" />;
  if (search === null) {
    return (
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} disabled>
        {shape}
      </ActionIcon>
    );
  }
  return (
    <ActionIcon
      component={Link}
      to={{ search }}
      preventScrollReset
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

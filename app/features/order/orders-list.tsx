import { Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useNavigate, useNavigation, useSearchParams } from '@remix-run/react';
import { keepPreviousData } from '@tanstack/react-query';
import { IconPackage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Delayed } from '#app/components/delayed.tsx';
import { SearchField } from '#app/components/search-field.tsx';
import { EmptyState, ErrorState } from '#app/components/states.tsx';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { errorDataOf } from '#app/lib/errors.ts';
import { trpc } from '#app/lib/trpc.ts';
import type { OrderPageDto } from '#server/features/order/schema.ts';
import type { OrderParams } from './order-params.ts';
import { isNarrowed, ordersInput, readOrderParams, writeOrderParams } from './order-params.ts';
import { OrdersFilter } from './orders-filter.tsx';
import { OrdersPager, useTotalText } from './orders-pager.tsx';
import { OrdersTable } from './orders-table.tsx';
import './orders.css';

/** All orders (S1-85 to S1-87), or those of one customer: the state is the address, rows are live. */
export function OrdersList({ customerId }: { customerId?: number }) {
  const { t } = useTranslation('order');
  const navigate = useNavigate();
  const [address] = useSearchParams();
  const params = readOrderParams(address);
  const query = useOrders(params, customerId);
  const change = (next: Partial<OrderParams>, replace = false) => {
    const search = writeOrderParams({ ...params, cursor: null, ...next });
    void navigate({ search }, { replace, preventScrollReset: true });
  };
  const page = query.data;
  return (
    <Stack gap="md" className="t-orders-list">
      <Group align="center" gap="sm" className="t-orders-head">
        <Group gap="sm" align="baseline">
          <Title
            order={customerId === undefined ? 1 : 2}
            size={customerId === undefined ? 'h1' : 'h3'}
          >
            {t('title')}
          </Title>
          {page === undefined || page.total === 0 ? null : <Total page={page} />}
        </Group>
        <SearchField
          value={params.search}
          label={t('search')}
          hint={t('searchHint')}
          onSearch={(search) => change({ search }, true)}
        />
      </Group>
      <OrdersFilter params={params} onChange={change} />
      <Paper withBorder radius="md">
        <Body query={query} params={params} customerId={customerId} onChange={change} />
        {page === undefined || page.rows.length === 0 ? null : (
          <OrdersPager page={page} params={params} pageSize={query.pageSize} onChange={change} />
        )}
      </Paper>
    </Stack>
  );
}

function useOrders(params: OrderParams, customerId: number | undefined) {
  const { data: layout } = trpc.layout.get.useQuery();
  const usualSize = layout?.pageSize ?? 10;
  const input = ordersInput(params, {
    usualSize,
    ...(customerId === undefined ? {} : { customerId }),
  });
  const query = trpc.order.list.useQuery(input, { placeholderData: keepPreviousData });
  return { ...query, pageSize: input.pageSize };
}

function Total({ page }: { page: OrderPageDto }) {
  const { t } = useTranslation('order');
  const formatted = useTotalText(page);
  return (
    <Text c="dimmed" className="tabular" role="status">
      {t('total', { count: page.total, formatted })}
    </Text>
  );
}

interface BodyProps {
  query: ReturnType<typeof useOrders>;
  params: OrderParams;
  customerId: number | undefined;
  onChange: (change: Partial<OrderParams>) => void;
}

function Body({ query, params, customerId, onChange }: BodyProps) {
  const errorText = useErrorText();
  const { state } = useNavigation();
  if (query.data === undefined) {
    if (!query.isError) return <Waiting />;
    return (
      <ErrorState
        text={errorText(query.error)}
        requestId={errorDataOf(query.error)?.requestId ?? null}
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (query.data.rows.length === 0) {
    return <Nothing isNarrowed={isNarrowed(params)} isOfCustomer={customerId !== undefined} />;
  }
  return (
    <OrdersTable
      rows={query.data.rows}
      withCustomer={customerId === undefined}
      sorting={params}
      onSort={onChange}
      isStale={query.isPlaceholderData || state === 'loading'}
    />
  );
}

function Nothing({ isNarrowed, isOfCustomer }: { isNarrowed: boolean; isOfCustomer: boolean }) {
  const { t } = useTranslation('order');
  const title = isOfCustomer ? t('list.emptyOfCustomer') : t('list.emptyTitle');
  return (
    <EmptyState
      icon={IconPackage}
      title={isNarrowed ? t('list.nothingTitle') : title}
      description={isNarrowed ? t('list.nothingText') : t('list.emptyText')}
    />
  );
}

function Waiting() {
  return (
    <Delayed>
      <Stack gap={0} p="md">
        {Array.from({ length: 8 }, (_, index) => (
          <Group key={index} h={44} wrap="nowrap">
            <Skeleton h={12} w={100} />
            <Skeleton h={12} w={120} />
            <Skeleton h={12} style={{ flex: 1 }} />
            <Skeleton h={12} w={100} />
          </Group>
        ))}
      </Stack>
    </Delayed>
  );
}

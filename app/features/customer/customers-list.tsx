import { Button, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useLocation, useNavigate, useNavigation } from '@remix-run/react';
import { keepPreviousData } from '@tanstack/react-query';
import { IconSearchOff, IconUsers } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Delayed } from '#app/components/delayed.tsx';
import { EmptyState, ErrorState } from '#app/components/states.tsx';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { errorDataOf } from '#app/lib/errors.ts';
import { trpc } from '#app/lib/trpc.ts';
import type {
  CustomerPageDto,
  CustomerRowDto,
  ListCustomersQuery,
} from '#server/features/customer/schema.ts';
import { AddCustomerButton } from './create/add-customer-button.tsx';
import { CustomersPager, useTotalText } from './customers-pager.tsx';
import { CustomersSearch } from './customers-search.tsx';
import { CustomersSort } from './customers-sort.tsx';
import { CustomersTable } from './customers-table.tsx';
import { readListParams, withListParams, writeListParams } from './list-params.ts';
import { useCustomerReader } from './use-customer-reader.ts';

interface Props {
  params: ListCustomersQuery;
  renderActions: (row: CustomerRowDto) => ReactNode;
}

/** The whole list: its state is the address, its rows are live. */
export function CustomersList({ params, renderActions }: Props) {
  useCustomerReader();
  const navigate = useNavigate();
  const query = useCustomerList(params);
  const page = query.data;
  const wanted = useWantedParams(params);
  const change = (next: Partial<Omit<ListCustomersQuery, 'cursor'>>, replace = false) => {
    const search = writeListParams(withListParams(wanted, next)).toString();
    void navigate({ search }, { replace, preventScrollReset: true });
  };
  return (
    <Stack gap="md" className="t-customers-list">
      <Group align="center" gap="sm" className="t-customers-head">
        <ListTitle page={page} isSearch={params.search !== ''} />
        <CustomersSearch value={params.search} onSearch={(search) => change({ search }, true)} />
        <AddCustomerButton />
      </Group>
      <CustomersSort sorting={wanted} onSort={change} />
      <Paper withBorder radius="md">
        <ListBody
          query={query}
          params={wanted}
          onSort={change}
          onClear={() => change({ search: '' })}
          renderActions={renderActions}
        />
        {page !== undefined && page.rows.length > 0 ? (
          <CustomersPager
            page={page}
            params={wanted}
            isStale={query.isPlaceholderData || wanted !== params}
            onPageSize={(pageSize) => change({ pageSize })}
          />
        ) : null}
      </Paper>
    </Stack>
  );
}

/** What was asked for last, although its answer is still on the way: a second press builds on it. */
function useWantedParams(params: ListCustomersQuery): ListCustomersQuery {
  const { pathname } = useLocation();
  const { location: next } = useNavigation();
  if (next === undefined || next.pathname !== pathname) return params;
  return readListParams(new URLSearchParams(next.search));
}

function useCustomerList(params: ListCustomersQuery) {
  return trpc.customer.list.useQuery(params, { placeholderData: keepPreviousData });
}

function ListTitle({ page, isSearch }: { page: CustomerPageDto | undefined; isSearch: boolean }) {
  const { t } = useTranslation('customer');
  return (
    <Group gap="sm" align="baseline">
      <Title order={1}>{t('list.title')}</Title>
      {page === undefined || (isSearch && page.total === 0) ? null : (
        <Total page={page} isSearch={isSearch} />
      )}
    </Group>
  );
}

function Total({ page, isSearch }: { page: CustomerPageDto; isSearch: boolean }) {
  const { t } = useTranslation('customer');
  const formatted = useTotalText(page);
  const words = { count: page.total, formatted };
  return (
    <Text c="dimmed" className="tabular">
      {isSearch ? t('list.found', words) : t('list.total', words)}
    </Text>
  );
}

type ListQuery = ReturnType<typeof useCustomerList>;

interface BodyProps extends Props {
  query: ListQuery;
  onSort: (sorting: Pick<ListCustomersQuery, 'sort' | 'direction'>) => void;
  onClear: () => void;
}

function ListBody({ query, params, onSort, onClear, renderActions }: BodyProps) {
  const errorText = useErrorText();
  const { state } = useNavigation();
  if (query.data === undefined) {
    if (!query.isError) return <ListSkeleton rows={Math.min(params.pageSize, 20)} />;
    return (
      <ErrorState
        text={errorText(query.error)}
        requestId={errorDataOf(query.error)?.requestId ?? null}
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (query.data.rows.length === 0) {
    return <NothingHere search={params.search} onClear={onClear} />;
  }
  return (
    <CustomersTable
      rows={query.data.rows}
      sorting={params}
      onSort={onSort}
      renderActions={renderActions}
      isStale={query.isPlaceholderData || state === 'loading'}
    />
  );
}

function NothingHere({ search, onClear }: { search: string; onClear: () => void }) {
  const { t } = useTranslation('customer');
  return search === '' ? (
    <EmptyState icon={IconUsers} title={t('list.emptyTitle')} description={t('list.emptyText')} />
  ) : (
    <EmptyState
      icon={IconSearchOff}
      title={t('list.nothingTitle', { search })}
      description={t('list.nothingText')}
      action={
        <Button variant="default" mt="xs" onClick={onClear}>
          {t('list.clearSearch')}
        </Button>
      }
    />
  );
}

/** Rows of the right height, so that nothing jumps when the real ones come. */
function ListSkeleton({ rows }: { rows: number }) {
  return (
    <Delayed>
      <Stack gap={0} p="md">
        {Array.from({ length: rows }, (_, index) => (
          <Group key={index} h={44} wrap="nowrap">
            <Skeleton h={12} w={40} />
            <Skeleton h={12} w={120} />
            <Skeleton h={12} style={{ flex: 1 }} />
            <Skeleton h={12} w={100} />
          </Group>
        ))}
      </Stack>
    </Delayed>
  );
}

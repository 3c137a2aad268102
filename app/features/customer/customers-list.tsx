import { Group, Paper, Skeleton, Stack, Title } from '@mantine/core';
import { useNavigate, useNavigation } from '@remix-run/react';
import { keepPreviousData } from '@tanstack/react-query';
import { IconUsers } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Delayed } from '#app/components/delayed.tsx';
import { SearchField } from '#app/components/search-field.tsx';
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
import { CustomersPager } from './customers-pager.tsx';
import { CustomersSort } from './customers-sort.tsx';
import { CustomersTable } from './customers-table.tsx';
import { CustomersTotal } from './customers-total.tsx';
import { FilterButton } from './filter/filter-button.tsx';
import { FilterChips } from './filter/filter-chips.tsx';
import { NothingFound } from './filter/nothing-found.tsx';
import { useListAddress, useWantedList } from './list-address.ts';
import { ColumnsButton } from './list/columns-button.tsx';
import type { Sorting } from './list/header-cell.tsx';
import { MatchingOffer } from './list/matching-offer.tsx';
import { NewsLine } from './list/news-line.tsx';
import type { ListedPage } from './list/news.ts';
import { useFirstToCome, useListAnew } from './list/use-list-anew.ts';
import { useNewsCounts } from './list/use-list-news.ts';
import type { ListLayout } from './list/use-list-layout.ts';
import { useListLayout } from './list/use-list-layout.ts';
import { withListParams } from './list-params.ts';
import { useCustomerReader } from './use-customer-reader.ts';

interface Props {
  params: ListCustomersQuery;
  renderActions: (row: CustomerRowDto) => ReactNode;
  /** Saved views, below the title. */
  views: ReactNode;
  /** Further buttons beside that of the columns; the route puts them together. */
  tools?: ReactNode;
}

/** The whole list: its state is the address, its rows are live. */
export function CustomersList({ params, renderActions, views, tools }: Props) {
  const { t } = useTranslation('customer');
  useCustomerReader();
  const navigate = useNavigate();
  const query = useCustomerList(params);
  const page: ListedPage | undefined = query.data;
  const layout = useListLayout();
  const { params: wanted, isPending } = useWantedList();
  const address = useListAddress();
  const filters = useRef<HTMLButtonElement>(null);
  const change = (next: Partial<Omit<ListCustomersQuery, 'cursor'>>, replace = false) => {
    const search = address.searchOf(withListParams(wanted, next));
    void navigate({ search }, { replace, preventScrollReset: true });
  };
  return (
    <Stack gap="md" className="t-customers-list">
      <Group align="center" gap="sm" className="t-customers-head">
        <ListTitle page={page} params={params} />
        <SearchField
          value={params.search}
          label={t('list.search')}
          hint={t('list.searchHint')}
          onSearch={(search) => change({ search }, true)}
        />
        <FilterButton
          ref={filters}
          filter={wanted.filter}
          onApply={(filter) => change({ filter })}
        />
        <AddCustomerButton />
      </Group>
      {views}
      <FilterChips
        filter={wanted.filter}
        onChange={(filter) => change({ filter })}
        onEmptied={() => filters.current?.focus()}
      />
      <ListTools
        query={query}
        sorting={wanted}
        sort={<CustomersSort sorting={wanted} onSort={change} />}
        tools={tools}
        layout={layout}
      />
      <Paper withBorder radius="md">
        <ListBody
          query={query}
          params={wanted}
          layout={layout}
          onSort={change}
          onAskLess={change}
          renderActions={renderActions}
        />
        {page !== undefined && page.rows.length > 0 ? (
          <CustomersPager
            page={page}
            params={wanted}
            isStale={query.isPlaceholderData || isPending}
          />
        ) : null}
      </Paper>
    </Stack>
  );
}

function useCustomerList(params: ListCustomersQuery) {
  return trpc.customer.list.useQuery(params, { placeholderData: keepPreviousData });
}

function ListTitle({
  page,
  params,
}: { page: CustomerPageDto | undefined } & Pick<Props, 'params'>) {
  const { t } = useTranslation('customer');
  return (
    <Group gap="sm" align="baseline">
      <Title order={1}>{t('list.title')}</Title>
      {page === undefined || page.total === 0 ? null : (
        <CustomersTotal page={page} params={params} />
      )}
    </Group>
  );
}

type ListQuery = ReturnType<typeof useCustomerList>;

interface ToolsProps {
  query: ListQuery;
  sorting: Sorting;
  /** For cards, which have no heads to press. */
  sort: ReactNode;
  layout: ListLayout;
  tools: ReactNode;
}

/** Between the head and the rows, in a place of its own: what comes and goes here moves no row. */
function ListTools({ query, sorting, sort, layout, tools }: ToolsProps) {
  const { t } = useTranslation('customer');
  const news = useNewsCounts(query.data, sorting);
  const listAnew = useListAnew(query);
  useFirstToCome(query);
  return (
    <div className="t-customers-tools">
      {sort}
      <div className="t-customers-notes">
        <MatchingOffer page={query.data} />
        <NewsLine
          news={news}
          isRefreshing={query.isFetching && news.total > 0}
          onRefresh={listAnew}
        />
      </div>
      {tools}
      <ColumnsButton label={t('columns.title')} layout={layout} />
    </div>
  );
}

interface BodyProps extends Omit<Props, 'views'> {
  query: ListQuery;
  layout: ListLayout;
  onSort: (sorting: Pick<ListCustomersQuery, 'sort' | 'direction'>) => void;
  onAskLess: (asked: Partial<Pick<ListCustomersQuery, 'search' | 'filter'>>) => void;
}

function ListBody({ query, params, layout, onSort, onAskLess, renderActions }: BodyProps) {
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
    return <NothingHere params={params} onAskLess={onAskLess} />;
  }
  return (
    <CustomersTable
      page={query.data}
      layout={layout}
      question={JSON.stringify(params)}
      sorting={params}
      onSort={onSort}
      renderActions={renderActions}
      isStale={query.isPlaceholderData || state === 'loading'}
    />
  );
}

function NothingHere({ params, onAskLess }: Pick<BodyProps, 'params' | 'onAskLess'>) {
  const { t } = useTranslation('customer');
  const { search, filter } = params;
  return search === '' && Object.keys(filter).length === 0 ? (
    <EmptyState icon={IconUsers} title={t('list.emptyTitle')} description={t('list.emptyText')} />
  ) : (
    <NothingFound search={search} filter={filter} onChange={onAskLess} />
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

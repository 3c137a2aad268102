import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { Row } from '@tanstack/react-table';
import { flexRender, getCoreRowModel, useReactTable } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { highlightProps } from '#app/components/highlight.tsx';
import { useRecentChange } from '#app/realtime/recent-changes.ts';
import type { CustomerRowDto, ListCustomersQuery } from '#server/features/customer/schema.ts';
import type { CustomerSortKey } from '#server/shared/customer-filter.ts';
import { customerSortKeys } from '#server/shared/customer-filter.ts';
import { useCustomerColumns } from './customer-columns.tsx';
import './customers-table.css';

type Sorting = Pick<ListCustomersQuery, 'sort' | 'direction'>;

interface Props {
  rows: CustomerRowDto[];
  sorting: Sorting;
  onSort: (sorting: Sorting) => void;
  renderActions: (row: CustomerRowDto) => ReactNode;
  /** A newer result is on its way: what stands here belongs to the former question. */
  isStale: boolean;
}

/**
 * One table for every width: on a phone each row becomes a card by style alone. Roles are written
 * out, because a browser drops them from rows that are not laid out as a table.
 */
export function CustomersTable({ rows, sorting, onSort, renderActions, isStale }: Props) {
  const { t } = useTranslation('customer');
  const columns = useCustomerColumns(renderActions);
  const table = useReactTable({
    data: rows,
    columns,
    getCoreRowModel: getCoreRowModel(),
    getRowId: (row) => String(row.id),
    manualSorting: true,
    manualPagination: true,
  });
  return (
    <div className="t-customers-scroll" role="region" aria-label={t('list.title')} tabIndex={0}>
      <table className="t-customers" role="table" aria-busy={isStale} data-stale={isStale}>
        <thead role="rowgroup">
          {table.getHeaderGroups().map((group) => (
            <tr role="row" key={group.id}>
              {group.headers.map(({ id, column }) => (
                <HeaderCell key={id} id={id} sorting={sorting} onSort={onSort}>
                  {String(column.columnDef.header)}
                </HeaderCell>
              ))}
            </tr>
          ))}
        </thead>
        <tbody role="rowgroup">
          {table.getRowModel().rows.map((row) => (
            <CustomerRow key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HeaderCellProps {
  id: string;
  sorting: Sorting;
  onSort: (sorting: Sorting) => void;
  children: string;
}

function HeaderCell({ id, sorting, onSort, children }: HeaderCellProps) {
  const { t } = useTranslation('customer');
  const key = sortKeyOf(id);
  if (key === null) {
    return (
      <th role="columnheader" scope="col" data-column={id}>
        <span className="visually-hidden">{children}</span>
      </th>
    );
  }
  const isSorted = sorting.sort === key;
  const isAscending = sorting.direction === 'asc';
  const Arrow = isAscending ? IconArrowUp : IconArrowDown;
  return (
    <th
      role="columnheader"
      scope="col"
      data-column={id}
      aria-sort={isSorted ? (isAscending ? 'ascending' : 'descending') : 'none'}
    >
      <UnstyledButton
        className="t-customers-sort"
        data-sorted={isSorted}
        title={t('list.sortBy', { column: children })}
        onClick={() => onSort({ sort: key, direction: isSorted && isAscending ? 'desc' : 'asc' })}
      >
        {children}
        <Arrow size={14} stroke={2} aria-hidden="true" />
      </UnstyledButton>
    </th>
  );
}

function sortKeyOf(id: string): CustomerSortKey | null {
  return customerSortKeys.find((key) => key === id) ?? null;
}

function CustomerRow({ row }: { row: Row<CustomerRowDto> }) {
  const change = useRecentChange('customer', row.original.id);
  return (
    <tr role="row" {...highlightProps(change)}>
      {row.getVisibleCells().map((cell) => (
        <td
          role="cell"
          key={cell.id}
          data-column={cell.column.id}
          data-label={String(cell.column.columnDef.header)}
        >
          {flexRender(cell.column.columnDef.cell, cell.getContext())}
        </td>
      ))}
    </tr>
  );
}

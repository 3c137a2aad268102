import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { Header, Row } from '@tanstack/react-table';
import { flexRender, getCoreRowModel, useReactTable } from '@tanstack/react-table';
import { useTranslation } from 'react-i18next';
import { highlightProps } from '#app/components/highlight.tsx';
import { useRecentChange } from '#app/realtime/recent-changes.ts';
import type { ListUsersQuery, UserPageDto, UserRowDto } from '#server/features/user/schema.ts';
import { userSortKeys } from '#server/features/user/schema.ts';
import { meetsFilters } from './patch-user.ts';
import type { RowActions } from './user-columns.tsx';
import { useUserColumns } from './user-columns.tsx';
import './users.css';

export type Sorting = Pick<ListUsersQuery, 'sort' | 'direction'>;

interface Props {
  page: UserPageDto;
  params: ListUsersQuery;
  onSort: (sorting: Sorting) => void;
  actions: RowActions;
  /** A newer result is on its way. */
  isStale: boolean;
  /** These are the rows of other filters. */
  isFormer: boolean;
}

/** One table for every width: on a phone each row becomes a card by style alone. */
export function UsersTable({ page, params, onSort, actions, isStale, isFormer }: Props) {
  const { t } = useTranslation('user');
  const columns = useUserColumns(actions);
  const table = useReactTable({
    data: page.rows,
    columns,
    getCoreRowModel: getCoreRowModel(),
    getRowId: ({ id }) => String(id),
    manualSorting: true,
    manualPagination: true,
  });
  return (
    <div className="t-users-scroll" role="region" aria-label={t('list.title')} tabIndex={0}>
      <table className="t-users" role="table" aria-busy={isStale} data-stale={isStale}>
        <thead role="rowgroup">
          {table.getHeaderGroups().map((group) => (
            <tr role="row" key={group.id}>
              {group.headers.map((header) => (
                <HeaderCell key={header.id} header={header} sorting={params} onSort={onSort} />
              ))}
            </tr>
          ))}
        </thead>
        <tbody role="rowgroup">
          {table.getRowModel().rows.map((row) => (
            <UserRow
              key={row.id}
              row={row}
              hasLeft={!isFormer && !meetsFilters(row.original, params)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface UserRowProps {
  row: Row<UserRowDto>;
  /** It stays where it is, grey, until the list is asked for anew. */
  hasLeft: boolean;
}

function UserRow({ row, hasLeft }: UserRowProps) {
  const { t } = useTranslation('user');
  const change = useRecentChange('user', row.original.id);
  return (
    <tr
      role="row"
      data-status={row.original.status}
      data-state={hasLeft ? 'left' : 'listed'}
      {...highlightProps(change)}
    >
      {row.getVisibleCells().map(({ id, column, getContext }) => (
        <td role="cell" key={id} data-column={column.id}>
          {flexRender(column.columnDef.cell, getContext())}
          {hasLeft && column.id === 'name' ? (
            <span className="t-users-left">{t('list.rowLeft')}</span>
          ) : null}
        </td>
      ))}
    </tr>
  );
}

interface HeaderProps extends Pick<Props, 'onSort'> {
  sorting: Sorting;
  header: Header<UserRowDto, unknown>;
}

function HeaderCell({ header, sorting, onSort }: HeaderProps) {
  const { t } = useTranslation('user');
  const { id, columnDef } = header.column;
  const label = String(columnDef.header);
  const key = userSortKeys.find((name) => name === id);
  const common = { role: 'columnheader', scope: 'col', 'data-column': id } as const;
  if (key === undefined) {
    return (
      <th {...common}>
        <span className="visually-hidden">{label}</span>
      </th>
    );
  }
  const isSorted = sorting.sort === key;
  const isDescending = isSorted && sorting.direction === 'desc';
  const Arrow = isDescending ? IconArrowDown : IconArrowUp;
  const order = isDescending ? 'descending' : 'ascending';
  return (
    <th {...common} aria-sort={isSorted ? order : 'none'}>
      <UnstyledButton
        className="t-users-sort"
        data-sorted={isSorted}
        title={t('list.sortBy', { column: label })}
        onClick={() => onSort({ sort: key, direction: isSorted && !isDescending ? 'desc' : 'asc' })}
      >
        <span>{label}</span>
        <Arrow size={14} stroke={2} aria-hidden="true" />
      </UnstyledButton>
    </th>
  );
}

import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { Header } from '@tanstack/react-table';
import { flexRender } from '@tanstack/react-table';
import { useTranslation } from 'react-i18next';
import type { CustomerRowDto, ListCustomersQuery } from '#server/features/customer/schema.ts';
import { customerSortKeys } from '#server/shared/customer-filter.ts';
import type { ShownColumn } from './list-columns.ts';
import { pinProps } from './pinned.ts';
import { WidthHandle } from './width-handle.tsx';

export type Sorting = Pick<ListCustomersQuery, 'sort' | 'direction'>;

interface Props {
  header: Header<CustomerRowDto, unknown>;
  /** Null in the row's margins, which are neither sorted nor widened. */
  column: ShownColumn | null;
  hasPins: boolean;
  sorting: Sorting;
  onSort: (sorting: Sorting) => void;
  onWidth: (width: number | null) => void;
}

export function HeaderCell({ header, column, hasPins, sorting, onSort, onWidth }: Props) {
  const { id, columnDef } = header.column;
  const key = column === null ? undefined : customerSortKeys.find((name) => name === column.id);
  const common = {
    role: 'columnheader',
    scope: 'col',
    'data-column': id,
    ...pinProps(id, column, hasPins),
  } as const;
  if (column === null || key === undefined) {
    const content = flexRender(columnDef.header, header.getContext());
    return (
      <th {...common}>
        {id === 'select' ? content : <span className="visually-hidden">{content}</span>}
      </th>
    );
  }
  const isSorted = sorting.sort === key;
  const order = sorting.direction === 'asc' ? 'ascending' : 'descending';
  return (
    <th {...common} aria-sort={isSorted ? order : 'none'}>
      <SortButton
        label={String(columnDef.header)}
        order={isSorted ? order : null}
        onSort={() =>
          onSort({ sort: key, direction: order === 'ascending' && isSorted ? 'desc' : 'asc' })
        }
      />
      <WidthHandle label={String(columnDef.header)} column={column} onWidth={onWidth} />
    </th>
  );
}

interface SortButtonProps {
  label: string;
  /** Null when another column decides. */
  order: 'ascending' | 'descending' | null;
  onSort: () => void;
}

function SortButton({ label, order, onSort }: SortButtonProps) {
  const { t } = useTranslation('customer');
  const Arrow = order === 'descending' ? IconArrowDown : IconArrowUp;
  return (
    <UnstyledButton
      className="t-customers-sort"
      data-sorted={order !== null}
      title={t('list.sortBy', { column: label })}
      onClick={onSort}
    >
      <span>{label}</span>
      <Arrow size={14} stroke={2} aria-hidden="true" />
    </UnstyledButton>
  );
}

import { Text } from '@mantine/core';
import type { Row } from '@tanstack/react-table';
import { flexRender } from '@tanstack/react-table';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { highlightProps } from '#app/components/highlight.tsx';
import { useRecentChange } from '#app/realtime/recent-changes.ts';
import type { CustomerRowDto } from '#server/features/customer/schema.ts';
import { columnLabel } from './column-label.ts';
import type { ShownColumn } from './list-columns.ts';
import { pinProps } from './pinned.ts';
import { rowProps } from './row-focus.ts';
import type { RowState } from './row-state.ts';
import { RowStateContext } from './row-state.ts';
import { useIsSelected } from './selection.tsx';

export interface CustomerRowProps {
  row: Row<CustomerRowDto>;
  /** Place in the whole table, the head counted in (ARIA). */
  rowIndex: number;
  /** Where the virtual list keeps its measure of it; null when all rows are drawn. */
  measure: ((element: HTMLElement | null) => void) | null;
  columns: readonly ShownColumn[];
  /** Changes with the cells' definitions. */
  definitions: unknown;
  state: RowState;
  removedBy: string | null;
  isCurrent: boolean;
  onFocus: (customerId: number) => void;
}

/** A row is made anew only when its customer, its place or the columns change. */
export const CustomerRow = memo(function CustomerRow(props: CustomerRowProps) {
  const { row, rowIndex, measure, columns, state, isCurrent, onFocus } = props;
  const { id } = row.original;
  const change = useRecentChange('customer', id);
  const isSelected = useIsSelected(id);
  const hasPins = columns.some(({ pinnedAt }) => pinnedAt !== null);
  return (
    <RowStateContext.Provider value={state}>
      <tr
        ref={measure}
        role="row"
        aria-rowindex={rowIndex}
        data-index={row.index}
        data-state={state}
        data-selected={isSelected}
        tabIndex={isCurrent ? 0 : -1}
        onFocus={() => onFocus(id)}
        {...rowProps(id)}
        {...highlightProps(change)}
      >
        {row.getVisibleCells().map((cell) => {
          const { column } = cell;
          const shown = columns.find((each) => each.id === column.id) ?? null;
          return (
            <td
              role="cell"
              key={cell.id}
              data-column={column.id}
              data-label={columnLabel(column.columnDef)}
              {...pinProps(column.id, shown, hasPins)}
            >
              {flexRender(column.columnDef.cell, cell.getContext())}
              {column.id === 'status' ? <RowStateText {...props} /> : null}
            </td>
          );
        })}
      </tr>
    </RowStateContext.Provider>
  );
}, isSameRow);

/** TanStack makes all rows anew with each change of the data; what they stand for is compared. */
function isSameRow(before: CustomerRowProps, after: CustomerRowProps): boolean {
  const { row, ...rest } = after;
  const names = Object.keys(rest) as (keyof typeof rest)[];
  return (
    before.row.original === row.original &&
    before.row.index === row.index &&
    names.every((name) => before[name] === rest[name])
  );
}

function RowStateText({ state, removedBy }: CustomerRowProps) {
  const { t } = useTranslation('customer');
  if (state === 'listed') return null;
  const words =
    state === 'left'
      ? t('news.rowLeft')
      : removedBy === null
        ? t('news.rowRemoved')
        : t('news.rowRemovedBy', { by: removedBy });
  return (
    <Text span size="xs" className="t-customers-state" title={words}>
      {words}
    </Text>
  );
}

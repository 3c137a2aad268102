import { getCoreRowModel, useReactTable } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import { Fragment, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerRowDto } from '#server/features/customer/schema.ts';
import type { CustomerColumn } from '#server/shared/customer-filter.ts';
import { customerColumns } from '#server/shared/customer-filter.ts';
import { useCustomerColumns } from './customer-columns.tsx';
import { CustomerRow } from './list/customer-row.tsx';
import type { Sorting } from './list/header-cell.tsx';
import { HeaderCell } from './list/header-cell.tsx';
import type { ShownColumn } from './list/list-columns.ts';
import { leastWidth, marginWidths, shownColumns, withColumn } from './list/list-columns.ts';
import type { ListedPage } from './list/news.ts';
import { useSelectionStore } from './list/selection.tsx';
import type { ListLayout } from './list/use-list-layout.ts';
import { useCurrentRow } from './list/use-current-row.ts';
import { useRowKeys } from './list/use-row-keys.ts';
import { useVirtualRows } from './list/use-virtual-rows.tsx';
import './customers-table.css';

interface Props {
  page: ListedPage;
  /** What the rows answer, or will. */
  question: string;
  sorting: Sorting;
  onSort: (sorting: Sorting) => void;
  layout: ListLayout;
  renderActions: (row: CustomerRowDto) => ReactNode;
  /** A newer result is on its way: what stands here belongs to the former question. */
  isStale: boolean;
}

/**
 * One table for every width: on a phone each row becomes a card by style alone. Roles are written
 * out, because a browser drops them from rows that are not laid out as a table.
 */
export function CustomersTable(props: Props) {
  const { page, sorting, onSort, isStale } = props;
  const { layout, change } = props.layout;
  const { t } = useTranslation('customer');
  const { table, columns, definitions } = useTable(props);
  const scrollRef = useRef<HTMLDivElement>(null);
  const { rows } = table.getRowModel();
  const { density } = layout;
  const current = useCurrentRow({ rows: page.rows, question: props.question });
  const { keptIndex, currentId, stepFromId, setCurrentId } = current;
  const virtual = useVirtualRows({ count: rows.length, density, scrollRef, keptIndex });
  useRowKeys({ rows: page.rows, stepFromId, setCurrentId, show: virtual.show });
  useShownPage(page);
  const hasPins = columns.some(({ pinnedAt }) => pinnedAt !== null);
  const setWidth = (id: CustomerColumn, width: number | null) =>
    change({ columns: withColumn(layout.columns, id, { width }) });
  return (
    <>
      <div
        ref={scrollRef}
        className="t-customers-scroll"
        role="region"
        aria-label={t('list.title')}
        tabIndex={0}
      >
        <table
          className="t-customers"
          role="table"
          aria-busy={isStale}
          aria-rowcount={rows.length + 1}
          data-stale={isStale}
          data-density={density}
          style={{ minWidth: leastWidth(columns) }}
        >
          <ColumnWidths columns={columns} />
          <thead role="rowgroup">
            {table.getHeaderGroups().map((group) => (
              <tr role="row" aria-rowindex={1} key={group.id}>
                {group.headers.map((header) => (
                  <HeaderCell
                    key={header.id}
                    header={header}
                    column={columns.find(({ id }) => id === header.id) ?? null}
                    hasPins={hasPins}
                    sorting={sorting}
                    onSort={onSort}
                    onWidth={(width) => {
                      const id = customerColumns.find((name) => name === header.id);
                      if (id !== undefined) setWidth(id, width);
                    }}
                  />
                ))}
              </tr>
            ))}
          </thead>
          <tbody role="rowgroup">
            {virtual.drawn.map(({ index, gapBefore }) => {
              const row = rows[index];
              if (row === undefined) return null;
              const { id } = row.original;
              return (
                <Fragment key={id}>
                  <Gap height={gapBefore} />
                  <CustomerRow
                    row={row}
                    rowIndex={index + 2}
                    measure={virtual.measure}
                    columns={columns}
                    definitions={definitions}
                    state={stateOf(page, id)}
                    removedBy={page.news?.removed[id]?.by ?? null}
                    isCurrent={id === currentId}
                    onFocus={setCurrentId}
                  />
                </Fragment>
              );
            })}
            <Gap height={virtual.gapAfter} />
          </tbody>
        </table>
      </div>
      {virtual.watcher}
    </>
  );
}

function useTable({ page, layout: { layout }, renderActions }: Props) {
  const definitions = useCustomerColumns(renderActions);
  const columns = useMemo(() => shownColumns({ columns: layout.columns }), [layout.columns]);
  const state = useMemo(() => {
    const shown: string[] = columns.map(({ id }) => id);
    return {
      columnOrder: ['select', 'presence', ...shown, 'actions'],
      columnVisibility: Object.fromEntries(customerColumns.map((id) => [id, shown.includes(id)])),
    };
  }, [columns]);
  const table = useReactTable({
    data: page.rows,
    columns: definitions,
    state,
    getCoreRowModel: getCoreRowModel(),
    getRowId: (row) => String(row.id),
    manualSorting: true,
    manualPagination: true,
  });
  return { table, columns, definitions };
}

/** "The whole page" and ranges mean what is on the screen and can still be acted on. */
function useShownPage(page: ListedPage) {
  const store = useSelectionStore();
  useEffect(() => {
    store.showPage(page.rows.filter(({ id }) => page.news?.removed[id] === undefined));
  }, [store, page]);
}

function stateOf({ news }: ListedPage, id: number) {
  if (news?.removed[id] !== undefined) return 'removed';
  return news?.left[id] === undefined ? 'listed' : 'left';
}

function ColumnWidths({ columns }: { columns: readonly ShownColumn[] }) {
  return (
    <colgroup>
      <col style={{ width: marginWidths.select }} />
      <col style={{ width: marginWidths.presence }} />
      {columns.map(({ id, width, grows }) => (
        <col key={id} style={grows ? {} : { width }} />
      ))}
      <col style={{ width: marginWidths.actions }} />
    </colgroup>
  );
}

/** Takes the room of rows that are out of sight. */
function Gap({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true" className="t-customers-gap">
      <td style={{ height }} />
    </tr>
  );
}

import { Anchor, UnstyledButton } from '@mantine/core';
import { Link } from '@remix-run/react';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ChangeAuthor, highlightProps } from '#app/components/highlight.tsx';
import { useFormat } from '#app/i18n/format.ts';
import { useRecentChange } from '#app/realtime/recent-changes.ts';
import type { OrderRowDto, OrderSortKey } from '#server/features/order/schema.ts';
import { OrderCustomer } from './order-customer.tsx';
import type { OrderParams } from './order-params.ts';
import { OrderStatus } from './order-status.tsx';

export type Sorting = Pick<OrderParams, 'sort' | 'direction'>;

/** S1-87, and whose order it is where orders of many stand together. */
export const orderColumns = [
  'number',
  'createdAt',
  'customer',
  'sum',
  'paid',
  'operator',
  'status',
] as const;

interface Props {
  rows: readonly OrderRowDto[];
  withCustomer: boolean;
  sorting: Sorting;
  onSort: (sorting: Sorting) => void;
  /** Another result is on its way. */
  isStale: boolean;
}

/** Read-only (S1-86); rows change in place. */
export function OrdersTable({ rows, withCustomer, sorting, onSort, isStale }: Props) {
  const { t } = useTranslation('order');
  const columns = orderColumns.filter((name) => withCustomer || name !== 'customer');
  return (
    <div className="t-orders-scroll" role="region" aria-label={t('title')} tabIndex={0}>
      <table className="t-orders" role="table" data-stale={isStale}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((name) => (
              <Head key={name} name={name} sorting={sorting} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((order) => (
            <Row key={order.id} order={order} withCustomer={withCustomer} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head({
  name,
  sorting: { sort, direction },
  onSort,
}: { name: OrderSortKey } & Pick<Props, 'sorting' | 'onSort'>) {
  const { t } = useTranslation('order');
  const isSorted = sort === name;
  const isAscending = direction === 'asc';
  const Arrow = isSorted && !isAscending ? IconArrowDown : IconArrowUp;
  const column = t(`column.${name}`);
  return (
    <th
      role="columnheader"
      scope="col"
      data-column={name}
      aria-sort={isSorted ? (isAscending ? 'ascending' : 'descending') : 'none'}
    >
      <UnstyledButton
        className="t-orders-sort"
        data-sorted={isSorted}
        title={t('list.sortBy', { column })}
        onClick={() => onSort({ sort: name, direction: isSorted && isAscending ? 'desc' : 'asc' })}
      >
        <span>{column}</span>
        <Arrow size={14} stroke={2} aria-hidden="true" />
      </UnstyledButton>
    </th>
  );
}

function Row({ order, withCustomer }: { order: OrderRowDto; withCustomer: boolean }) {
  const { t } = useTranslation('order');
  const format = useFormat();
  const change = useRecentChange('order', order.id);
  return (
    <tr role="row" {...highlightProps(change)}>
      <Cell name="number">
        <OrderLink id={order.id} number={order.number} />
      </Cell>
      <Cell name="createdAt">{format.dateTime(order.createdAt)}</Cell>
      {withCustomer ? (
        <Cell name="customer">
          <OrderCustomer customer={order.customer} />
        </Cell>
      ) : null}
      <Cell name="sum">{format.money(order.sum)}</Cell>
      <Cell name="paid">
        <span className="t-orders-label">{t('column.paid')} </span>
        {format.money(order.paid)}
      </Cell>
      <Cell name="operator">{order.operator?.name ?? t('noOperator')}</Cell>
      <Cell name="status">
        <OrderStatus status={order.status} />
        <ChangeAuthor change={change} />
      </Cell>
    </tr>
  );
}

function Cell({ name, children }: { name: OrderSortKey; children: ReactNode }) {
  return (
    <td role="cell" data-column={name}>
      {children}
    </td>
  );
}

/** S1-88: in a new tab, which is said. */
export function OrderLink({ id, number }: { id: number; number: string }) {
  const { t } = useTranslation('order');
  return (
    <Anchor
      component={Link}
      to={`/orders/${String(id)}`}
      target="_blank"
      rel="noopener"
      inherit
      className="tabular"
    >
      {number}
      <span className="visually-hidden"> ({t('opensInNewTab')})</span>
    </Anchor>
  );
}

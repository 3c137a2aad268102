import { Link } from '@remix-run/react';
import { createColumnHelper } from '@tanstack/react-table';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import { BreakableEmail } from '#app/components/breakable-email.tsx';
import { ChangeAuthor, Highlight } from '#app/components/highlight.tsx';
import { RowPresence } from '#app/realtime/presence-avatars.tsx';
import type { RecentChange } from '#app/realtime/recent-changes.ts';
import { useRecentChange } from '#app/realtime/recent-changes.ts';
import type { CustomerRowDto } from '#server/features/customer/schema.ts';
import { CustomerStatus } from './customer-status.tsx';
import { fullName } from './full-name.ts';

const column = createColumnHelper<CustomerRowDto>();

/** `name` is the sort key of the full name; `presence` and `actions` can't be sorted by. */
export type CustomerColumnId =
  | 'id'
  | 'login'
  | 'name'
  | 'email'
  | 'phone'
  | 'status'
  | 'balance'
  | 'registeredAt'
  | 'presence'
  | 'actions';

/** The list's columns; `renderActions` comes from the route, where nouns meet. */
export function useCustomerColumns(renderActions: (row: CustomerRowDto) => ReactNode) {
  const { t } = useTranslation('customer');
  const format = useFormat();
  return useMemo(
    () => [
      column.display({
        id: 'presence',
        header: t('column.presence'),
        cell: ({ row }) => <RowPresence customerId={row.original.id} />,
      }),
      column.accessor('id', { header: t('column.id') }),
      column.accessor('login', {
        header: t('column.login'),
        cell: ({ row }) => <LoginLink customer={row.original} />,
      }),
      column.accessor(fullName, {
        id: 'name',
        header: t('column.name'),
        cell: ({ getValue }) => <span title={getValue()}>{getValue()}</span>,
      }),
      column.accessor('email', {
        header: t('column.email'),
        cell: ({ row }) => (
          <span title={row.original.email}>
            <BreakableEmail email={row.original.email} />
          </span>
        ),
      }),
      column.accessor('phone', {
        header: t('column.phone'),
        cell: ({ row }) => (row.original.phone === null ? null : format.phone(row.original.phone)),
      }),
      column.display({
        id: 'status',
        header: t('column.status'),
        cell: ({ row }) => <StatusCell customer={row.original} />,
      }),
      column.accessor('balance', {
        header: t('column.balance'),
        cell: ({ row }) => <BalanceCell customer={row.original} />,
      }),
      column.accessor('registeredAt', {
        header: t('column.registeredAt'),
        cell: ({ row }) => format.date(row.original.registeredAt),
      }),
      column.display({
        id: 'actions',
        header: t('column.actions'),
        cell: ({ row }) => renderActions(row.original),
      }),
    ],
    [t, format, renderActions],
  );
}

function LoginLink({ customer }: { customer: CustomerRowDto }) {
  return (
    <Link
      className="t-customers-login"
      title={customer.login}
      to={`/customers/${String(customer.id)}`}
    >
      {customer.login}
    </Link>
  );
}

/** A change that moved the balance is pointed out there; any other one at the status. */
function isAboutBalance(change: RecentChange | null): boolean {
  return change?.fields.includes('balance') === true;
}

function StatusCell({ customer }: { customer: CustomerRowDto }) {
  const change = useRecentChange('customer', customer.id);
  return (
    <span className="t-customers-status">
      <CustomerStatus facts={customer} />
      <ChangeAuthor change={isAboutBalance(change) ? null : change} />
    </span>
  );
}

function BalanceCell({ customer }: { customer: CustomerRowDto }) {
  const format = useFormat();
  const change = useRecentChange('customer', customer.id);
  return (
    <Highlight change={isAboutBalance(change) ? change : null}>
      {format.money(customer.balance)}
    </Highlight>
  );
}

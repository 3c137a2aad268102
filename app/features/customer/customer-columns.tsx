import { Link } from '@remix-run/react';
import { createColumnHelper } from '@tanstack/react-table';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Format } from '#app/i18n/format.ts';
import { useFormat } from '#app/i18n/format.ts';
import { useNow } from '#app/i18n/use-now.ts';
import { Breakable } from '#app/components/breakable.tsx';
import { ChangeAuthor, Highlight } from '#app/components/highlight.tsx';
import { RowPresence } from '#app/realtime/presence-avatars.tsx';
import type { RecentChange } from '#app/realtime/recent-changes.ts';
import { useRecentChange } from '#app/realtime/recent-changes.ts';
import type { CustomerRowDto } from '#server/features/customer/schema.ts';
import type { CustomerColumn } from '#server/shared/customer-filter.ts';
import { CustomerStatus } from './customer-status.tsx';
import { fullName } from './full-name.ts';
import type { MarginColumn } from './list/list-columns.ts';
import { PageCheckbox, RowCheckbox } from './list/row-checkbox.tsx';

const column = createColumnHelper<CustomerRowDto>();

export type ListColumnId = CustomerColumn | MarginColumn;

/** Every column that the list can show; `renderActions` comes from the route, where nouns meet. */
export function useCustomerColumns(renderActions: (row: CustomerRowDto) => ReactNode) {
  const { t } = useTranslation('customer');
  const format = useFormat();
  return useMemo(() => {
    const textColumn = (id: CustomerColumn, text: (row: CustomerRowDto) => string | null) =>
      column.accessor(text, {
        id,
        header: t(`column.${id}`),
        cell: ({ getValue }) => {
          const value = getValue();
          return value === null ? null : <span title={value}>{value}</span>;
        },
      });
    const cellColumn = (
      id: CustomerColumn | 'presence',
      cell: (customer: CustomerRowDto) => ReactNode,
    ) => column.display({ id, header: t(`column.${id}`), cell: ({ row }) => cell(row.original) });
    return [
      column.display({
        id: 'select',
        header: () => <PageCheckbox />,
        cell: ({ row }) => <RowCheckbox customer={row.original} />,
      }),
      cellColumn('presence', ({ id }) => <RowPresence customerId={id} />),
      textColumn('id', ({ id }) => String(id)),
      cellColumn('login', (customer) => <LoginLink customer={customer} />),
      textColumn('name', fullName),
      textColumn('lastName', ({ lastName }) => lastName),
      cellColumn('email', ({ email }) => <EmailCell email={email} />),
      cellColumn('phone', ({ phone }) => (phone === null ? null : format.phone(phone))),
      cellColumn('status', (customer) => <StatusCell customer={customer} />),
      cellColumn('balance', (customer) => <BalanceCell customer={customer} />),
      cellColumn('registeredAt', ({ registeredAt }) => <DateCell at={registeredAt} />),
      textColumn('city', ({ city }) => city),
      textColumn('country', ({ country }) => (country === null ? null : format.country(country))),
      textColumn('organization', ({ organization }) => organization?.name ?? null),
      cellColumn('tags', ({ tags }) => <TagsCell tags={tags} />),
      textColumn('emailConfirmed', ({ emailConfirmed }) =>
        emailConfirmed ? t('value.yes') : t('value.no'),
      ),
      textColumn('passwordStatus', ({ passwordStatus }) =>
        passwordStatus === 'active' ? t('value.passwordActive') : t('value.passwordReset'),
      ),
      cellColumn('lastSignInAt', ({ lastSignInAt }) =>
        lastSignInAt === null ? t('value.never') : <DateCell at={lastSignInAt} />,
      ),
      textColumn('devicesCount', ({ devicesCount }) => format.number(devicesCount)),
      column.display({
        id: 'actions',
        header: t('column.actions'),
        cell: ({ row }) => renderActions(row.original),
      }),
    ];
  }, [t, format, renderActions]);
}

function LoginLink({ customer }: { customer: CustomerRowDto }) {
  return (
    <Link
      className="t-customers-login"
      title={customer.login}
      to={`/customers/${String(customer.id)}`}
    >
      <Breakable text={customer.login} />
    </Link>
  );
}

/** Whose it is above where it is, when one line has no room for both. */
function EmailCell({ email }: { email: string }) {
  const at = email.lastIndexOf('@') + 1;
  return (
    <span className="t-customers-email" title={email}>
      <span>{email.slice(0, at)}</span>
      <span>{email.slice(at)}</span>
    </span>
  );
}

/** A change that moved the balance is pointed out there; any other one at the status. */
function isAboutBalance(change: RecentChange | null): boolean {
  return change?.fields.includes('balance') === true;
}

function StatusCell({ customer }: { customer: CustomerRowDto }) {
  const change = useRecentChange('customer', customer.id);
  const reason = useLockReason(customer);
  return (
    <span className="t-customers-status" title={reason ?? undefined}>
      <CustomerStatus facts={customer} />
      {reason === null ? null : <span className="visually-hidden">{reason}</span>}
      <ChangeAuthor change={isAboutBalance(change) ? null : change} />
    </span>
  );
}

/** Why, by whom and when somebody was locked: for who points at the status or hears it. */
function useLockReason({ locked }: CustomerRowDto): string | null {
  const { t } = useTranslation('customer');
  const format = useFormat();
  if (locked === null) return null;
  const { by, reason } = locked;
  const at = format.dateTime(locked.at);
  const who =
    by === null
      ? t('statusReason.lockedBySystem', { at })
      : t('statusReason.locked', { by: by.name, at });
  return `${t('page.lockReason', { reason })} · ${who}`;
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

/** The day; the minute, and how long ago that is, when one points at it. */
function DateCell({ at }: { at: string }) {
  const format = useFormat();
  return (
    <time dateTime={at} title={momentWords(at, format, useNow())}>
      {format.date(at)}
    </time>
  );
}

function momentWords(at: string, format: Format, now: number): string {
  return `${format.dateTime(at)} · ${format.relative(at, now)}`;
}

const shownTags = 2;

/** As many as fit; all of them by name when one points there, and for a screen reader. */
function TagsCell({ tags }: Pick<CustomerRowDto, 'tags'>) {
  if (tags.length === 0) return null;
  const all = tags.map(({ caption }) => caption).join(', ');
  return (
    <span className="t-customers-tags" title={all}>
      <span className="visually-hidden">{all}</span>
      {tags.slice(0, shownTags).map(({ id, caption, color }) => (
        <span key={id} className="t-customers-tag" aria-hidden="true">
          <span className="t-tag-dot" style={{ background: color }} />
          {caption}
        </span>
      ))}
      {tags.length > shownTags ? (
        <span className="t-customers-tags-more tabular" aria-hidden="true">
          +{tags.length - shownTags}
        </span>
      ) : null}
    </span>
  );
}

import { Link } from '@remix-run/react';
import { createColumnHelper } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ChangeAuthor } from '#app/components/highlight.tsx';
import { useFormat } from '#app/i18n/format.ts';
import { useNow } from '#app/i18n/use-now.ts';
import { useSession } from '#app/lib/session.ts';
import { useRecentChange } from '#app/realtime/recent-changes.ts';
import type { UserRowDto } from '#server/features/user/schema.ts';
import type { Role } from '#server/shared/permissions.ts';
import { RoleSelect } from './role-select.tsx';
import { StatusSwitch } from './status-switch.tsx';
import { UserMarks } from './user-marks.tsx';
import { listedName } from './user-name.ts';

const column = createColumnHelper<UserRowDto>();

export interface RowActions {
  onSwitch: (user: UserRowDto) => void;
  onRole: (user: UserRowDto, role: Role) => void;
  renderMenu: (user: UserRowDto) => ReactNode;
}

export function useUserColumns({ onSwitch, onRole, renderMenu }: RowActions) {
  const { t } = useTranslation('user');
  const format = useFormat();
  return useMemo(() => {
    const cell = (
      id:
        'name' | 'phone' | 'email' | 'role' | 'status' | 'lastSignInAt' | 'createdBy' | 'createdAt',
      render: (user: UserRowDto) => ReactNode,
    ) =>
      column.display({
        id,
        header: t(`column.${id}`),
        cell: ({ row }) => render(row.original),
      });
    return [
      cell('name', (user) => <NameCell user={user} />),
      cell('phone', ({ phone }) => format.phone(phone)),
      cell('email', ({ email }) => <EmailCell email={email} />),
      cell('role', (user) => <RoleSelect user={user} onChoose={(role) => onRole(user, role)} />),
      cell('status', (user) => <StatusSwitch user={user} onSwitch={() => onSwitch(user)} />),
      cell('lastSignInAt', ({ lastSignInAt }) =>
        lastSignInAt === null ? t('list.never') : <SignInTime at={lastSignInAt} />,
      ),
      cell('createdBy', ({ createdBy }) =>
        createdBy === null ? (
          '—'
        ) : (
          <Link
            className="t-users-creator"
            to={{ search: new URLSearchParams({ search: createdBy.name }).toString() }}
            title={t('list.showCreator', { name: createdBy.name })}
          >
            {createdBy.name}
          </Link>
        ),
      ),
      cell('createdAt', ({ createdAt }) => (
        <time dateTime={createdAt} title={format.dateTime(createdAt)}>
          {format.date(createdAt)}
        </time>
      )),
      column.display({
        id: 'actions',
        header: t('column.actions'),
        cell: ({ row }) => renderMenu(row.original),
      }),
    ];
  }, [t, format, onSwitch, onRole, renderMenu]);
}

function NameCell({ user }: { user: UserRowDto }) {
  const { t } = useTranslation('user');
  const session = useSession();
  const change = useRecentChange('user', user.id);
  return (
    <span className="t-users-name">
      <span>
        {listedName(user)}
        {session.user.id === user.id ? (
          <span className="t-users-self"> {t('list.you')}</span>
        ) : null}
        <ChangeAuthor change={change} />
      </span>
      <UserMarks user={user} />
    </span>
  );
}

/** In two parts, so that a long one goes on behind its @. */
function EmailCell({ email }: { email: string }) {
  const at = email.lastIndexOf('@') + 1;
  return (
    <span className="t-users-email" title={email}>
      <span>{email.slice(0, at)}</span>
      <span>{email.slice(at)}</span>
    </span>
  );
}

function SignInTime({ at }: { at: string }) {
  const format = useFormat();
  const now = useNow();
  return (
    <time dateTime={at} title={format.dateTime(at)}>
      {format.relative(at, now)}
    </time>
  );
}

import { Checkbox, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ListUsersQuery } from '#server/features/user/schema.ts';
import { userSortKeys, userStatuses } from '#server/features/user/schema.ts';
import { roles } from '#server/shared/permissions.ts';

export type Narrowing = Partial<Pick<ListUsersQuery, 'role' | 'status' | 'withoutPassword'>>;

interface Props {
  params: ListUsersQuery;
  /** What is not named is taken away. */
  onNarrow: (narrowing: Narrowing) => void;
  onSort: (sorting: Pick<ListUsersQuery, 'sort' | 'direction'>) => void;
}

/** Role, status and "has not set a password"; on a phone the order as well, where there are no heads. */
export function UsersFilters({ params, onNarrow, onSort }: Props) {
  const { t } = useTranslation(['user', 'session']);
  const { role, status, withoutPassword, sort, direction } = params;
  const now: Narrowing = {
    ...(role === undefined ? {} : { role }),
    ...(status === undefined ? {} : { status }),
    ...(withoutPassword === undefined ? {} : { withoutPassword }),
  };
  const { role: _role, ...withoutRole } = now;
  const { status: _status, ...withoutStatus } = now;
  const { withoutPassword: _unset, ...withoutUnset } = now;
  return (
    <div className="t-users-filters">
      <NativeSelect
        aria-label={t('user:filter.role')}
        value={role ?? ''}
        data={[
          { value: '', label: t('user:filter.anyRole') },
          ...roles.map((each) => ({ value: each, label: t(`session:role.${each}`) })),
        ]}
        onChange={({ currentTarget }) => {
          const chosen = roles.find((each) => each === currentTarget.value);
          onNarrow(chosen === undefined ? withoutRole : { ...now, role: chosen });
        }}
      />
      <NativeSelect
        aria-label={t('user:filter.status')}
        value={status ?? ''}
        data={[
          { value: '', label: t('user:filter.anyStatus') },
          ...userStatuses.map((each) => ({ value: each, label: t(`user:status.${each}`) })),
        ]}
        onChange={({ currentTarget }) => {
          const chosen = userStatuses.find((each) => each === currentTarget.value);
          onNarrow(chosen === undefined ? withoutStatus : { ...now, status: chosen });
        }}
      />
      <NativeSelect
        className="t-users-order"
        aria-label={t('user:list.sort')}
        value={`${sort} ${direction}`}
        data={userSortKeys.flatMap((key) =>
          (['asc', 'desc'] as const).map((way) => ({
            value: `${key} ${way}`,
            label: t(`user:list.order.${way}`, { column: t(`user:column.${key}`) }),
          })),
        )}
        onChange={({ currentTarget }) => {
          const [key, way] = currentTarget.value.split(' ');
          const chosen = userSortKeys.find((each) => each === key);
          if (chosen !== undefined)
            onSort({ sort: chosen, direction: way === 'desc' ? 'desc' : 'asc' });
        }}
      />
      <Checkbox
        label={t('user:filter.withoutPassword')}
        checked={withoutPassword === true}
        onChange={({ currentTarget }) =>
          onNarrow(currentTarget.checked ? { ...now, withoutPassword: true } : withoutUnset)
        }
      />
    </div>
  );
}

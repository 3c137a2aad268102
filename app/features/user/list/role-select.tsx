import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Hint } from '#app/components/hint.tsx';
import type { UserRowDto } from '#server/features/user/schema.ts';
import type { Role } from '#server/shared/permissions.ts';
import { roles } from '#server/shared/permissions.ts';
import { useRefusal } from './use-permit.ts';
import { spokenName } from './user-name.ts';

interface Props {
  user: UserRowDto;
  onChoose: (role: Role) => void;
}

/** The role, to be changed by those who may; for others it reads the same and says why it is fixed. */
export function RoleSelect({ user, onChoose }: Props) {
  const { t } = useTranslation(['user', 'session']);
  const refusal = useRefusal()('changeRole', user);
  const label = t('user:list.roleOf', { name: spokenName(user) });
  if (refusal !== null) {
    return (
      <Hint label={refusal}>
        <button
          type="button"
          className="t-users-role"
          aria-label={`${label}: ${t(`session:role.${user.role}`)}`}
          aria-disabled
          aria-description={refusal}
        >
          {t(`session:role.${user.role}`)}
        </button>
      </Hint>
    );
  }
  return (
    <NativeSelect
      size="xs"
      className="t-users-role-select"
      aria-label={label}
      value={user.role}
      data={roles.map((role) => ({ value: role, label: t(`session:role.${role}`) }))}
      onChange={({ currentTarget }) => {
        const role = roles.find((each) => each === currentTarget.value);
        if (role !== undefined && role !== user.role) onChoose(role);
      }}
    />
  );
}

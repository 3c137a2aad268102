import { IconCircleCheck, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Hint } from '#app/components/hint.tsx';
import { StatusBadge } from '#app/components/status-badge.tsx';
import type { UserRowDto } from '#server/features/user/schema.ts';
import { useRefusal } from './use-permit.ts';
import { spokenName } from './user-name.ts';

interface Props {
  user: UserRowDto;
  onSwitch: () => void;
}

/** S4-44: the switch stands right of the status. Off limits it keeps its place and says why. */
export function StatusSwitch({ user, onSwitch }: Props) {
  const { t } = useTranslation('user');
  const isActive = user.status === 'active';
  const refusal = useRefusal()(isActive ? 'block' : 'activate', user);
  const isOff = refusal !== null;
  return (
    <span className="t-users-status">
      <StatusBadge
        tone={isActive ? 'good' : 'danger'}
        icon={isActive ? IconCircleCheck : IconLock}
        label={t(`status.${user.status}`)}
      />
      <Hint label={refusal ?? ''} disabled={!isOff}>
        <button
          type="button"
          role="switch"
          className="t-switch"
          aria-checked={isActive}
          aria-label={t('list.switch', { name: spokenName(user) })}
          aria-disabled={isOff}
          {...(isOff ? { 'aria-description': refusal } : {})}
          onClick={() => {
            if (!isOff) onSwitch();
          }}
        >
          <span className="t-switch-knob" aria-hidden="true" />
        </button>
      </Hint>
    </span>
  );
}

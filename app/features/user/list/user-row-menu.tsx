import { ActionIcon, Menu } from '@mantine/core';
import { IconLockOpen, IconMailForward, IconSettings } from '@tabler/icons-react';
import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useActor } from '#app/lib/session.ts';
import type { UserRowDto } from '#server/features/user/schema.ts';
import { useRefusal } from './use-permit.ts';
import { useLockout } from './user-marks.tsx';
import { spokenName } from './user-name.ts';

interface Props {
  user: UserRowDto;
  onResend: () => void;
  onClearLockout: () => void;
  /** What other nouns offer for this user, as menu items. */
  children?: ReactNode;
}

/** The gear of a row; there is none where nothing is to be done. */
export function UserRowMenu({ user, onResend, onClearLockout, children }: Props) {
  const { t } = useTranslation('user');
  const refusalOf = useRefusal();
  const mayBeInvited = !user.hasPassword && user.status === 'active';
  // One's own lockout is nothing that one may end.
  const { userId } = useActor();
  const isLockedOut = useLockout(user) !== null && user.id !== userId;
  if (!mayBeInvited && !isLockedOut && !children) return null;
  return (
    <Menu position="bottom-end" width={260} returnFocus withinPortal>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('list.menu', { name: spokenName(user) })}
        >
          <IconSettings size={18} stroke={1.5} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayBeInvited ? (
          <Command
            refusal={refusalOf('resendInvitation', user)}
            icon={IconMailForward}
            label={t('list.resend')}
            onRun={onResend}
          />
        ) : null}
        {isLockedOut ? (
          <Command
            refusal={refusalOf('clearLockout', user)}
            icon={IconLockOpen}
            label={t('list.clearLockout')}
            onRun={onClearLockout}
          />
        ) : null}
        {children}
      </Menu.Dropdown>
    </Menu>
  );
}

interface CommandProps {
  refusal: string | null;
  icon: TablerIcon;
  label: string;
  onRun: () => void;
}

function Command({ refusal, icon: Icon, label, onRun }: CommandProps) {
  return (
    <Menu.Item
      disabled={refusal !== null}
      title={refusal ?? undefined}
      leftSection={<Icon size={16} stroke={1.5} aria-hidden="true" />}
      onClick={onRun}
    >
      {label}
    </Menu.Item>
  );
}

import { ActionIcon, Menu } from '@mantine/core';
import { IconMailForward, IconSettings } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserRowDto } from '#server/features/user/schema.ts';
import { useRefusal } from './use-permit.ts';
import { spokenName } from './user-name.ts';

interface Props {
  user: UserRowDto;
  onResend: () => void;
  /** What other nouns offer for this user, as menu items. */
  children?: ReactNode;
}

/** The gear of a row; there is none where nothing is to be done. */
export function UserRowMenu({ user, onResend, children }: Props) {
  const { t } = useTranslation('user');
  const refusal = useRefusal()('resendInvitation', user);
  const mayBeInvited = !user.hasPassword && user.status === 'active';
  if (!mayBeInvited && !children) return null;
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
          <Menu.Item
            disabled={refusal !== null}
            title={refusal ?? undefined}
            leftSection={<IconMailForward size={16} stroke={1.5} aria-hidden="true" />}
            onClick={onResend}
          >
            {t('list.resend')}
          </Menu.Item>
        ) : null}
        {children}
      </Menu.Dropdown>
    </Menu>
  );
}

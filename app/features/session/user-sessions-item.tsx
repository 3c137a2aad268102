import { Menu } from '@mantine/core';
import { IconDevices } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** In the menu of a user's row, for those who may end that user's sessions. */
export function UserSessionsItem({ onOpen }: { onOpen: () => void }) {
  const { t } = useTranslation('session');
  return (
    <Menu.Item
      leftSection={<IconDevices size={16} stroke={1.5} aria-hidden="true" />}
      onClick={onOpen}
    >
      {t('sessions.title')}
    </Menu.Item>
  );
}

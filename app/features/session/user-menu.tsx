import { Menu, SegmentedControl, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isColorScheme } from '#app/components/color-scheme.ts';
import { Initials } from '#app/components/initials.tsx';
import { useSession } from '#app/lib/session.ts';
import { useSignOut } from './use-sign-out.ts';
import './user-menu.css';

/** Who is signed in, how it should look, and the way out. */
export function UserMenu() {
  const { t } = useTranslation('session');
  const { user } = useSession();
  const { signOut, isPending } = useSignOut();
  const name = `${user.firstName} ${user.lastName}`;
  return (
    <Menu
      width={264}
      closeOnItemClick={false}
      // The theme's switch measures itself as it appears: it must not be on its way then.
      transitionProps={{ transition: 'fade', duration: 120 }}
    >
      <Menu.Target>
        <UnstyledButton className="t-user" aria-label={t('menu.label', { name })}>
          <Initials name={name} size={32} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className="t-user-card">
          <Text fw={600} truncate>
            {name}
          </Text>
          <Text size="sm" c="dimmed" truncate>
            {user.email}
          </Text>
          <Text size="sm" c="dimmed">
            {t(`role.${user.role}`)}
          </Text>
        </div>
        <Menu.Divider />
        <ThemeChoice />
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={16} stroke={1.75} aria-hidden="true" />}
          onClick={signOut}
          disabled={isPending}
        >
          {t('menu.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function ThemeChoice() {
  const { t } = useTranslation('common');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const schemes = ['light', 'dark', 'auto'] as const;
  return (
    <div className="t-user-theme" role="group" aria-label={t('theme.label')}>
      <Text size="xs" c="dimmed" mb={6} aria-hidden="true">
        {t('theme.label')}
      </Text>
      <SegmentedControl
        fullWidth
        size="xs"
        value={colorScheme}
        onChange={(scheme) => {
          if (isColorScheme(scheme)) setColorScheme(scheme);
        }}
        data={schemes.map((scheme) => ({ value: scheme, label: t(`theme.${scheme}`) }))}
      />
    </div>
  );
}

import {
  Button,
  Divider,
  Popover,
  SegmentedControl,
  Text,
  UnstyledButton,
  useMantineColorScheme,
} from '@mantine/core';
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
  const label = t('menu.label', { name });
  return (
    <Popover
      width={264}
      position="bottom-end"
      shadow="md"
      trapFocus
      returnFocus
      // The theme's switch measures itself as it appears: it must not be growing then.
      transitionProps={{ transition: 'fade', duration: 120 }}
    >
      <Popover.Target>
        <UnstyledButton className="t-user" aria-label={label}>
          <Initials name={name} size={32} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={4} aria-label={label}>
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
        <Divider />
        <ThemeChoice />
        <Divider />
        <Button
          mt={4}
          fullWidth
          variant="subtle"
          color="gray"
          justify="flex-start"
          px={12}
          c="var(--mantine-color-text)"
          leftSection={<IconLogout size={16} stroke={1.75} aria-hidden="true" />}
          onClick={signOut}
          disabled={isPending}
        >
          {t('menu.signOut')}
        </Button>
      </Popover.Dropdown>
    </Popover>
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

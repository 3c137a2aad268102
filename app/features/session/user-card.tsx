import {
  Button,
  Divider,
  FocusTrap,
  SegmentedControl,
  Text,
  useMantineColorScheme,
} from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isColorScheme } from '#app/components/color-scheme.ts';
import { useSession } from '#app/lib/session.ts';
import { useSignOut } from './use-sign-out.ts';

/** What the user's menu shows; it keeps the focus until it is closed. */
export function UserCard({ label }: { label: string }) {
  const { t } = useTranslation('session');
  const { user } = useSession();
  const { signOut, isPending } = useSignOut();
  return (
    <FocusTrap>
      <div role="dialog" aria-label={label} className="t-user-dropdown">
        <div className="t-user-card">
          <Text fw={600} truncate>
            {user.firstName} {user.lastName}
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
      </div>
    </FocusTrap>
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

import { Button, Divider, FocusTrap, Text } from '@mantine/core';
import { Link } from '@remix-run/react';
import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ThemeChoice } from '#app/components/theme-choice.tsx';
import { useSession } from '#app/lib/session.ts';
import { useSignOut } from './use-sign-out.ts';

/** What the user's menu shows; it keeps the focus until it is closed. */
export function UserCard({ label, onClose }: { label: string; onClose: () => void }) {
  const { t } = useTranslation(['session', 'common']);
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
        <div className="t-user-theme" role="group" aria-label={t('common:theme.label')}>
          <Text size="xs" c="dimmed" mb={6} aria-hidden="true">
            {t('common:theme.label')}
          </Text>
          <ThemeChoice size="xs" />
        </div>
        <Divider />
        <Button
          component={Link}
          to="/profile"
          mt={4}
          fullWidth
          variant="subtle"
          color="gray"
          justify="flex-start"
          px={12}
          c="var(--mantine-color-text)"
          leftSection={<IconUserCircle size={16} stroke={1.75} aria-hidden="true" />}
          onClick={onClose}
        >
          {t('menu.profile')}
        </Button>
        <Button
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

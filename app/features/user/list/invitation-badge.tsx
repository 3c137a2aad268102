import { IconMailExclamation, IconMailForward, IconMailQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { StatusBadge } from '#app/components/status-badge.tsx';
import type { UserRowDto } from '#server/features/user/schema.ts';

/** That a user has not set a password yet, and whether the letter with the link reached them. */
export function InvitationBadge({ user }: { user: UserRowDto }) {
  const { t } = useTranslation('user');
  if (user.hasPassword) return null;
  const isLost = user.invitation === 'failed';
  return (
    <>
      <StatusBadge
        size="sm"
        tone="neutral"
        icon={IconMailQuestion}
        label={t('list.withoutPassword')}
      />
      {isLost || user.invitation === 'retrying' ? (
        <StatusBadge
          size="sm"
          tone={isLost ? 'danger' : 'waiting'}
          icon={isLost ? IconMailExclamation : IconMailForward}
          label={t(isLost ? 'list.invitationFailed' : 'list.invitationRetrying')}
        />
      ) : null}
    </>
  );
}

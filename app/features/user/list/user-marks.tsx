import { IconClockPause, IconMailExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { useFormat } from '#app/i18n/format.ts';
import { useNow } from '#app/i18n/use-now.ts';
import { useActor } from '#app/lib/session.ts';
import { can } from '#server/features/user/policy.ts';
import type { UserRowDto } from '#server/features/user/schema.ts';
import { InvitationBadge } from './invitation-badge.tsx';

/** What keeps a user from working, besides their status. */
export function UserMarks({ user }: { user: UserRowDto }) {
  const lockout = useLockout(user);
  const isLetterLost = can.seeLetters(useActor()) && user.letterFailed;
  if (user.hasPassword && lockout === null && !isLetterLost) return null;
  return (
    <span className="t-users-badges">
      <InvitationBadge user={user} />
      {lockout === null ? null : <LockoutBadge until={lockout.until} />}
      {isLetterLost ? <LetterBadge /> : null}
    </span>
  );
}

/** Null when there is none, it has run out while the page stood open, or the user is blocked anyway. */
export function useLockout({ lockout, status }: UserRowDto): UserRowDto['lockout'] {
  const now = useNow();
  const isOver = lockout?.until != null && Date.parse(lockout.until) <= now;
  return isOver || status === 'blocked' ? null : lockout;
}

function LockoutBadge({ until }: { until: string | null }) {
  const { t } = useTranslation('user');
  const format = useFormat();
  const label =
    until === null ? t('list.lockedOut') : t('list.lockedOutUntil', { at: format.dateTime(until) });
  return <StatusBadge size="sm" tone="waiting" icon={IconClockPause} label={label} />;
}

function LetterBadge() {
  const { t } = useTranslation('user');
  return (
    <StatusBadge
      size="sm"
      tone="danger"
      icon={IconMailExclamation}
      label={t('list.letterFailed')}
    />
  );
}

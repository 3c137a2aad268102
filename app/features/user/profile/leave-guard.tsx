import { useBeforeUnload, useBlocker } from '@remix-run/react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#app/components/dialog.tsx';

/** Asks before the page is left with something that was typed and not saved. */
export function LeaveGuard({ isDirty }: { isDirty: boolean }) {
  const { t } = useTranslation('user');
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isDirty && currentLocation.pathname !== nextLocation.pathname,
  );
  useBeforeUnload(
    useCallback(
      (event) => {
        if (isDirty) event.preventDefault();
      },
      [isDirty],
    ),
  );
  return blocker.state === 'blocked' ? (
    <Dialog
      opened
      onClose={() => blocker.reset()}
      title={t('profile.leaveTitle')}
      consequence={t('profile.leaveConsequence')}
      confirmLabel={t('profile.leave')}
      onConfirm={() => blocker.proceed()}
      tone="danger"
    />
  ) : null;
}

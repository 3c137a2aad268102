import { useBeforeUnload, useBlocker } from '@remix-run/react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './dialog.tsx';

/** Asks before a page is left with something on it that was typed and not saved. */
export function UnsavedGuard({ isDirty }: { isDirty: boolean }) {
  const { t } = useTranslation('common');
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
      title={t('unsaved.title')}
      consequence={t('unsaved.consequence')}
      confirmLabel={t('unsaved.leave')}
      onConfirm={() => blocker.proceed()}
      tone="danger"
    />
  ) : null;
}

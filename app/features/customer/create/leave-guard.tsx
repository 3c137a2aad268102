import { useBeforeUnload, useBlocker } from '@remix-run/react';
import { useCallback, useEffect, useRef } from 'react';
import { Dialog } from '#app/components/dialog.tsx';
import { showToast } from '#app/components/toast.ts';
import { useLaterWords } from '#app/i18n/use-later-words.ts';
import { useOnline } from '#app/realtime/connection.ts';
import type { NewCustomerForm } from './use-new-customer.ts';

/**
 * Leaving is safe as long as the draft is kept: then it only says so. It asks when what was typed
 * last could not be kept.
 */
export function LeaveGuard({ page: { isDirty, isDone, draft } }: { page: NewCustomerForm }) {
  const { t } = useLaterWords();
  const isOnline = useOnline();
  const { status, flush } = draft;
  const isUnkept = status === 'failed' || (status === 'pending' && !isOnline);
  /** Said once, however often this is rendered before the page is gone. */
  const isLeaving = useRef(false);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isDirty && !isDone.current && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (blocker.state !== 'blocked') {
      isLeaving.current = false;
      return;
    }
    if (status === 'pending') return flush();
    if (status !== 'kept' || isLeaving.current) return;
    isLeaving.current = true;
    showToast({ message: t('create.draftKept') });
    blocker.proceed();
  }, [blocker, status, flush, t]);
  useBeforeUnload(
    useCallback(
      (event) => {
        if (isDirty && isUnkept && !isDone.current) event.preventDefault();
      },
      [isDirty, isUnkept, isDone],
    ),
  );
  return blocker.state === 'blocked' && isUnkept ? (
    <Dialog
      opened
      onClose={() => blocker.reset()}
      title={t('create.leaveTitle')}
      consequence={t('create.leaveConsequence')}
      confirmLabel={t('create.leave')}
      onConfirm={() => blocker.proceed()}
      tone="danger"
    />
  ) : null;
}

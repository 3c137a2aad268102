import { useBlocker } from '@remix-run/react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#app/components/dialog.tsx';

/**
 * There while something typed could not be kept on the server: leaving asks first. Between the tabs
 * of one customer it stays where it is, so nothing is asked.
 */
export function LeaveGuard({ customerId }: { customerId: number }) {
  const { t } = useTranslation('customer');
  const own = `/customers/${String(customerId)}`;
  const blocker = useBlocker(
    ({ nextLocation: { pathname } }) => pathname !== own && !pathname.startsWith(`${own}/`),
  );
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, []);
  if (blocker.state !== 'blocked') return null;
  return (
    <Dialog
      opened
      onClose={() => blocker.reset()}
      title={t('edit.leaveTitle')}
      consequence={t('edit.leaveConsequence')}
      confirmLabel={t('edit.leave')}
      onConfirm={() => blocker.proceed()}
      tone="danger"
    />
  );
}

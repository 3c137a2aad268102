import { Suspense, lazy, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { areToastsWanted, onToastsWanted } from './toast.tsx';

const Notifications = lazy(async () => {
  const { Notifications: component } = await import('@mantine/notifications');
  return { default: component };
});

/** Where toasts appear; it comes with the first of them. */
export function ToastHost() {
  const { t } = useTranslation('common');
  const isWanted = useSyncExternalStore(onToastsWanted, areToastsWanted, () => false);
  if (!isWanted) return null;
  return (
    <Suspense>
      <Notifications position="bottom-right" limit={4} aria-label={t('toasts')} />
    </Suspense>
  );
}

import { useSyncExternalStore } from 'react';
import { deferred, usePrefetch } from './deferred.tsx';
import { areToastsWanted, onToast } from './toast.ts';

const toasts = deferred(async () => (await import('./toasts.tsx')).Toasts);

/** Where toasts appear; what shows them comes with the first, or when the page is idle. */
export function ToastHost() {
  usePrefetch(toasts);
  const isWanted = useSyncExternalStore(onToast, areToastsWanted, () => false);
  return isWanted ? <toasts.Component /> : null;
}

import { useSyncExternalStore } from 'react';

const subscribe = () => () => undefined;

/** False until the page can answer: a form that is sent before would go nowhere. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  );
}

import { useLocation } from '@remix-run/react';
import { useEffect, useSyncExternalStore } from 'react';

/** The tab's own memory: another tab may look at another list. */
const storageKey = 'tandem.customers';

/** The list was seen like this; a customer's page leads back to it. */
export function useRememberList() {
  const { search } = useLocation();
  useEffect(() => {
    try {
      window.sessionStorage.setItem(storageKey, search);
    } catch {
      // Without the tab's memory the way back leads to the list's beginning.
    }
  }, [search]);
}

function readSearch(): string {
  try {
    const search = window.sessionStorage.getItem(storageKey) ?? '';
    return search.startsWith('?') ? search : '';
  } catch {
    return '';
  }
}

const never = () => () => undefined;

/** The address of the list as it was left: its search, order and page. */
export function useListPath(): string {
  const search = useSyncExternalStore(never, readSearch, () => '');
  return `/customers${search}`;
}

import { useLocation } from '@remix-run/react';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { CustomerQuestion } from '#server/shared/customer-filter.ts';
import { readListParams } from './list-params.ts';
import { questionOf } from './list-place.ts';

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

function readMemory(): string | null {
  try {
    return window.sessionStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

/** What the list asked for as it was left; null in a tab that has shown no list. */
export function useListQuestion(): CustomerQuestion | null {
  const search = useSyncExternalStore(never, readMemory, () => null);
  return useMemo(
    () => (search === null ? null : questionOf(readListParams(new URLSearchParams(search)))),
    [search],
  );
}

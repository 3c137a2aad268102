import { useLocation, useSearchParams } from '@remix-run/react';
import { useListPath } from '../last-list.ts';

const param = 'peek';

/** Who is shown beside the list, as the address says; null when nobody is. */
export function readPeek(search: URLSearchParams): number | null {
  const text = search.get(param) ?? '';
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}

function withPeek(search: URLSearchParams, customerId: number | null): URLSearchParams {
  const next = new URLSearchParams(search);
  if (customerId === null) next.delete(param);
  else next.set(param, String(customerId));
  return next;
}

/** Two addresses of one list, whoever is peeked at: nothing has to be read again. */
export function isSameList(one: URL, other: URL): boolean {
  const plain = ({ searchParams }: URL) => withPeek(searchParams, null).toString();
  return one.href !== other.href && one.pathname === other.pathname && plain(one) === plain(other);
}

export interface Peek {
  customerId: number | null;
  show: (customerId: number) => void;
  close: () => void;
}

export function usePeek(): Peek {
  const [search, setSearch] = useSearchParams();
  const customerId = readPeek(search);
  const change = (next: number | null) => {
    if (next === customerId) return;
    // One step back leads to the list without the panel, however many were peeked at.
    setSearch((now) => withPeek(now, next), {
      replace: customerId !== null,
      preventScrollReset: true,
    });
  };
  return { customerId, show: change, close: () => change(null) };
}

/** The address that shows a customer beside the list as it is, or as it was left. */
export function usePeekPath(): (customerId: number) => string {
  const { pathname, search } = useLocation();
  const listPath = useListPath();
  const path = pathname === '/customers' ? `${pathname}${search}` : listPath;
  const [, asked = ''] = path.split('?');
  return (customerId) =>
    `/customers?${withPeek(new URLSearchParams(asked), customerId).toString()}`;
}

import { useSyncExternalStore } from 'react';
import type { EditOutcome } from '#server/features/customer/schema.ts';

/** Someone changed what was to be taken back: it waits for the customer's page, which asks. */
let waiting: EditOutcome | null = null;
const listeners = new Set<() => void>();

export function askToMerge(outcome: EditOutcome | null): void {
  waiting = outcome;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useMergeRequest(customerId: number): EditOutcome | null {
  const request = useSyncExternalStore(
    subscribe,
    () => waiting,
    () => null,
  );
  return request?.customer.id === customerId ? request : null;
}

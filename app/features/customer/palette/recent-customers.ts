import { useEffect, useState } from 'react';
import { useSession } from '#app/lib/session.ts';

const max = 5;

/** Numbers alone are kept in the browser: who they are is asked for, with the reader's rights. */
const keyOf = (userId: number) => `tandem.recent.${String(userId)}`;

function read(userId: number): number[] {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(keyOf(userId)) ?? '[]');
    if (!Array.isArray(stored)) return [];
    return stored.filter((id): id is number => Number.isSafeInteger(id) && id > 0).slice(0, max);
  } catch {
    return [];
  }
}

/** This customer's page was opened. */
export function useNoteRecent(customerId: number): void {
  const { user } = useSession();
  useEffect(() => {
    const ids = [customerId, ...read(user.id).filter((id) => id !== customerId)].slice(0, max);
    try {
      window.localStorage.setItem(keyOf(user.id), JSON.stringify(ids));
    } catch {
      // Without the browser's memory the palette begins without them.
    }
  }, [customerId, user.id]);
}

export function useRecentIds(): readonly number[] {
  const { user } = useSession();
  const [ids] = useState(() => read(user.id));
  return ids;
}

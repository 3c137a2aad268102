import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { useNow } from '#app/i18n/use-now.ts';
import { undoMaxMs } from '#server/features/customer/schema.ts';

interface Props {
  /** When the event happened, ISO 8601. */
  time: string;
  children: ReactNode;
}

/** Shows what takes an event back for as long as it can be taken back, to the second. */
export function UndoWindow({ time, children }: Props) {
  const now = useNow();
  const [isOver, setOver] = useState(false);
  const until = Date.parse(time) + undoMaxMs;
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), Math.max(until - Date.now(), 0));
    return () => clearTimeout(timer);
  }, [until]);
  return now < until && !isOver ? children : null;
}

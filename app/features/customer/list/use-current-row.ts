import { useCallback, useState } from 'react';
import type { CustomerRowDto } from '#server/features/customer/schema.ts';

interface Options {
  rows: readonly CustomerRowDto[];
  /** What the rows answer; another one is another list. */
  question: string;
}

/** The one row that is in the tab order: the one that has the focus, or had it last. */
export function useCurrentRow({ rows, question }: Options) {
  const [last, setLast] = useState<{ id: number; question: string } | null>(null);
  const setCurrentId = useCallback((id: number) => setLast({ id, question }), [question]);
  const keptIndex = rows.findIndex(({ id }) => id === last?.id);
  return {
    setCurrentId,
    /** Its place, so that it stays drawn; -1 when there is none. */
    keptIndex,
    currentId: (keptIndex === -1 ? rows[0]?.id : last?.id) ?? null,
    /** From where the keys lead on, when the focus is elsewhere: another list begins at its top. */
    stepFromId: last?.question === question ? last.id : null,
  };
}

import { useCallback, useState } from 'react';
import type { EditOutcome, FieldConflict } from '#server/features/customer/schema.ts';
import type { Value } from './form-values.ts';

/** What the reader decided about one field: the value that shall stand there. */
export interface Choice {
  field: FieldConflict['field'];
  value: Value;
  name: string | null;
  isTheirs: boolean;
}

export interface Conflicts {
  fields: readonly FieldConflict[];
  /** At which theirs were read. */
  version: number;
  /** Somebody was there again while the reader was choosing. */
  isAgain: boolean;
}

/** Fields that wait for a choice; they stay until an answer has none. */
export function useConflicts() {
  const [conflicts, setConflicts] = useState<Conflicts | null>(null);
  /** @returns whether there is anything to choose */
  const take = useCallback(({ conflicts: fields, customer }: EditOutcome): boolean => {
    const { version } = customer;
    setConflicts((before) =>
      fields.length === 0 ? null : { fields, version, isAgain: before !== null },
    );
    return fields.length > 0;
  }, []);
  return { conflicts, take, close: () => setConflicts(null) };
}

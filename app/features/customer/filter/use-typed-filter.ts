import { useMemo, useState } from 'react';
import { useFormat } from '#app/i18n/format.ts';
import type { CustomerFilter } from '#server/shared/customer-filter.ts';
import type { TypedFilter } from './typed-filter.ts';
import { typedOf } from './typed-filter.ts';

export interface Typing {
  typed: TypedFilter;
  type: (change: Partial<TypedFilter>) => void;
  /** Something stands in the panel that the list does not follow yet. */
  isUnapplied: boolean;
  forget: () => void;
}

/** What stands in the panel: it outlives its closing, but not another filter being applied. */
export function useTypedFilter(filter: CustomerFilter): Typing {
  const { amount } = useFormat();
  const applied = JSON.stringify(filter);
  const [own, setOwn] = useState<{ applied: string; typed: TypedFilter } | null>(null);
  const shown = useMemo(
    () => typedOf(JSON.parse(applied) as CustomerFilter, amount),
    [applied, amount],
  );
  const typed = own?.applied === applied ? own.typed : shown;
  return {
    typed,
    type: (change) =>
      setOwn((before) => ({
        applied,
        typed: { ...(before?.applied === applied ? before.typed : shown), ...change },
      })),
    isUnapplied: typed !== shown && JSON.stringify(typed) !== JSON.stringify(shown),
    forget: () => setOwn(null),
  };
}

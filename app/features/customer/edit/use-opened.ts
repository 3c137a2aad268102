import { useState } from 'react';
import type { EditableField } from '#server/shared/customer-fields.ts';
import { isRisky } from './field-view.tsx';
import type { Wanted } from './resting-form.tsx';

interface Opened {
  isWhole: boolean;
  openField: EditableField | null;
  unlocked: ReadonlySet<EditableField>;
}

const nothing: Opened = { isWhole: false, openField: null, unlocked: new Set() };

/** Which fields are inputs now because the reader opened them. */
export function useOpened(start: Wanted | null) {
  const [opened, setOpened] = useState<Opened>(() => startWith(start));
  return {
    ...opened,
    open: (wanted: Wanted) => setOpened((before) => withOpened(before, wanted)),
    /** The field is at rest again; in the whole form only a risky one is. */
    close: (field: EditableField) =>
      setOpened((before) => ({
        ...before,
        openField: before.openField === field ? null : before.openField,
        unlocked: new Set([...before.unlocked].filter((other) => other !== field)),
      })),
    closeAll: () => setOpened(nothing),
  };
}

function startWith(start: Wanted | null): Opened {
  return start === null ? nothing : withOpened(nothing, start);
}

function withOpened(before: Opened, wanted: Wanted): Opened {
  if (wanted === 'all') return { ...before, isWhole: true, openField: 'lastName' };
  const unlocked = isRisky(wanted) ? new Set([...before.unlocked, wanted]) : before.unlocked;
  return { ...before, openField: wanted, unlocked };
}

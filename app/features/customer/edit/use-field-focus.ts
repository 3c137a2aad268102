import type { RefObject } from 'react';
import { useCallback } from 'react';
import type { EditableField } from '#server/shared/customer-fields.ts';
import { focusField } from '../fields/focus-field.ts';

/** The answer is drawn within so many frames, also on a busy machine. */
const framesMax = 60;

/** Moves the focus as soon as what it goes to is there. */
export function useFieldFocus(root: RefObject<HTMLElement>) {
  /** To the one that stands highest on the page. */
  const toFirst = useCallback(
    (fields: readonly EditableField[]) => {
      tryEachFrame(() => {
        const rows = [...(root.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
        const names = rows.map(({ dataset }) => dataset['row']);
        const first = names.map((name) => fields.find((field) => field === name)).find(Boolean);
        return first !== undefined && focusField(root.current, first);
      });
    },
    [root],
  );
  /** Back to the value at rest, unless the reader has gone on already. */
  const toValue = useCallback(
    (field: EditableField) => tryEachFrame(() => focusOpener(root.current, field)),
    [root],
  );
  /** Wherever the field is now: in its input, or at rest. */
  const toField = useCallback(
    (field: EditableField) =>
      tryEachFrame(() => focusOpener(root.current, field) || focusField(root.current, field)),
    [root],
  );
  return { toFirst, toValue, toField };
}

/** @returns whether there is nothing left to do */
function focusOpener(root: HTMLElement | null, field: EditableField): boolean {
  const row = root?.querySelector<HTMLElement>(`[data-row="${field}"]`) ?? null;
  const opener = row?.querySelector<HTMLElement>('[data-opens]') ?? null;
  if (row === null || opener === null) return false;
  const { activeElement } = document;
  const isFree = activeElement === null || activeElement === document.body;
  if (isFree || row.contains(activeElement)) opener.focus({ preventScroll: true });
  return true;
}

function tryEachFrame(attempt: () => boolean, framesLeft = framesMax) {
  requestAnimationFrame(() => {
    if (!attempt() && framesLeft > 0) tryEachFrame(attempt, framesLeft - 1);
  });
}

import type { RefObject } from 'react';
import { useCallback } from 'react';
import type { EditableField } from '#server/shared/customer-fields.ts';
import { focusField } from '../fields/focus-field.ts';

/** Moves the focus after the next drawing, when what it goes to is there. */
export function useFieldFocus(root: RefObject<HTMLElement>) {
  const toInput = useCallback(
    (field: EditableField) => {
      requestAnimationFrame(() => focusField(root.current, field));
    },
    [root],
  );
  /** Back to the value, unless the reader has gone on already. */
  const toValue = useCallback(
    (field: EditableField) => {
      requestAnimationFrame(() => {
        const { activeElement } = document;
        if (activeElement !== null && activeElement !== document.body) return;
        const opener = root.current?.querySelector<HTMLElement>(
          `[data-row="${field}"] [data-opens]`,
        );
        opener?.focus({ preventScroll: true });
      });
    },
    [root],
  );
  /** Wherever the field is now: in its input, or at rest. */
  const toField = useCallback(
    (field: EditableField) => {
      requestAnimationFrame(() => {
        if (!focusField(root.current, field)) toValue(field);
      });
    },
    [root, toValue],
  );
  return { toInput, toValue, toField };
}

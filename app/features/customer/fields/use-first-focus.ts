import type { RefObject } from 'react';
import { useEffect, useState } from 'react';
import type { EditableField } from '#server/shared/customer-fields.ts';
import { focusField } from './focus-field.ts';

/**
 * Gives the focus to an input when it appears, if that was asked for then. What gets the focus later
 * is the reader's matter.
 * @param root the element that bears `data-field`
 */
export function useFirstFocus(
  root: RefObject<HTMLElement>,
  field: EditableField,
  isWanted: boolean,
): void {
  const [wasWanted] = useState(isWanted);
  useEffect(() => {
    if (wasWanted) focusField(root.current?.parentElement ?? null, field);
  }, [wasWanted, root, field]);
}

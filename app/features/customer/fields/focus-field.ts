import type { EditableField } from '#server/shared/customer-fields.ts';

const takesFocus = 'input:not([type="hidden"]):not([disabled]), textarea';

/** Puts the cursor into a field within `root` and brings it into view. @returns whether it is there */
export function focusField(root: ParentNode | null, field: EditableField | 'password'): boolean {
  const place = root?.querySelector(`[data-field="${field}"]`) ?? null;
  const input =
    place?.querySelector<HTMLElement>('input:checked') ??
    place?.querySelector<HTMLElement>(takesFocus);
  if (place === null || input === null || input === undefined) return false;
  input.focus({ preventScroll: true });
  place.scrollIntoView({ block: 'center' });
  return true;
}

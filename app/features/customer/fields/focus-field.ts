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
  if (!isInSight(input)) place.scrollIntoView({ block: 'center' });
  return true;
}

/** Not beyond the window, nor behind a bar that stays in its place. */
function isInSight(input: HTMLElement): boolean {
  const { left, top, width, height } = input.getBoundingClientRect();
  const there = document.elementFromPoint(left + width / 2, top + height / 2);
  return there !== null && (there === input || input.contains(there) || there.contains(input));
}

import type { FocusEvent, RefObject } from 'react';
import { useEffect } from 'react';

/** The row that has the focus while the page is at rest. */
let focused: string | null = null;

/** The form takes the place of the page at rest: whoever stood on a value there stands on it still. */
export const restingFocus = {
  onFocus: ({ target }: FocusEvent) => {
    focused = target.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? null;
  },
  onBlur: () => {
    focused = null;
  },
};

export function useRestingFocus(root: RefObject<HTMLElement>) {
  useEffect(() => {
    const row = focused;
    focused = null;
    if (row === null || document.activeElement !== document.body) return;
    const opener = root.current?.querySelector<HTMLElement>(`[data-row="${row}"] [data-opens]`);
    opener?.focus({ preventScroll: true });
  }, [root]);
}

import type { FocusEvent, PointerEvent, RefObject } from 'react';
import { useEffect } from 'react';

const opener = '[data-opens]';
const history = '.t-last-change button';

/** Where the focus is while the page is at rest: a row and what is in it. */
let focused: { row: string; part: string } | null = null;
/** Where a mouse rests then, in CSS pixels of the window. */
let pointer: { x: number; y: number } | null = null;

/**
 * The form takes the place of the page at rest: whoever stood on a value there stands on it still,
 * and what the pointer rests on goes on being pointed at, since a browser tells that of moves only.
 */
export const restingPlace = {
  onFocus: ({ target }: FocusEvent) => {
    const row = target.closest<HTMLElement>('[data-row]')?.dataset['row'];
    const part = target.matches(history) ? history : opener;
    focused = row === undefined ? null : { row, part };
  },
  onBlur: () => {
    focused = null;
  },
  onPointerOver: ({ pointerType, clientX, clientY }: PointerEvent) => {
    pointer = pointerType === 'mouse' ? { x: clientX, y: clientY } : null;
  },
  onPointerLeave: () => {
    pointer = null;
  },
};

export function useRestingPlace(root: RefObject<HTMLElement>) {
  useEffect(() => {
    const [place, rest] = [focused, pointer];
    focused = null;
    pointer = null;
    if (rest !== null) pointAt(rest);
    if (place === null || document.activeElement !== document.body) return;
    const element = root.current?.querySelector<HTMLElement>(
      `[data-row="${place.row}"] ${place.part}`,
    );
    element?.focus({ preventScroll: true });
  }, [root]);
}

function pointAt({ x, y }: { x: number; y: number }) {
  const place = { clientX: x, clientY: y, pointerType: 'mouse', bubbles: true };
  document.elementFromPoint(x, y)?.dispatchEvent(new PointerEvent('pointerover', place));
}

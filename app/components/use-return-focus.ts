import { useEffect, useState } from 'react';

/**
 * Gives the focus back to what opened a dialog, also when the dialog goes off the screen at once.
 * Whoever came from a menu lands on the menu's button, and if that has gone meanwhile (the row was
 * reversed), on the nearest place around it that can hold the focus.
 */
export function useReturnFocus(isOpen: boolean): void {
  const [path] = useState(pathToOpener);
  useEffect(() => {
    if (!isOpen) return;
    return () => {
      focusNearest(path);
      keepFocusFor(path);
    };
  }, [isOpen, path]);
}

/** The opener and all that it stands in, nearest first: read before the dialog takes the focus. */
function pathToOpener(): HTMLElement[] {
  return pathFrom(opener());
}

function pathFrom(start: HTMLElement | null): HTMLElement[] {
  const path: HTMLElement[] = [];
  for (let element = start; element !== null; element = element.parentElement) {
    path.push(element);
  }
  return path;
}

/** For a button that goes with its own answer: the focus stays in its place on the page. */
export function keepFocusNear(button: HTMLElement): void {
  keepFocusFor(pathFrom(button));
}

function opener(): HTMLElement | null {
  if (typeof document === 'undefined') return null;
  const { activeElement } = document;
  const menu = activeElement?.closest('[role="menu"]');
  const buttonId = menu?.getAttribute('aria-labelledby') ?? null;
  if (buttonId !== null) return document.getElementById(buttonId);
  return activeElement instanceof HTMLElement ? activeElement : null;
}

/** What follows a dialog (the answer, its event) is on the page within this time. */
const settleMs = 3000;

/** The answer may render the opener anew, or away, a moment after the dialog has closed. */
function keepFocusFor(path: readonly HTMLElement[]): void {
  const observer = new MutationObserver(() => focusNearest(path));
  observer.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => observer.disconnect(), settleMs);
}

function focusNearest(path: readonly HTMLElement[]): void {
  const { activeElement } = document;
  // The reader has gone on already: nothing is taken from them.
  if (activeElement !== null && activeElement !== document.body) return;
  const name = path[0]?.getAttribute('aria-label') ?? null;
  for (const place of path) {
    if (!place.isConnected) continue;
    // A row that was rendered anew has the same button under the same name.
    const twin = name === null ? null : place.querySelector(`[aria-label="${CSS.escape(name)}"]`);
    const element = twin instanceof HTMLElement ? twin : place;
    element.focus({ preventScroll: true });
    if (document.activeElement === element) return;
  }
}

import { useContext, useEffect, useState } from 'react';
import { OpenerContext, pathFrom, pathToOpener } from './opener.ts';

/**
 * Gives the focus back to what opened a dialog, also when the dialog goes off the screen at once.
 * Whoever came from a menu lands on the menu's button, and if that has gone meanwhile (the row was
 * reversed), on the nearest place around it that can hold the focus.
 */
export function useReturnFocus(isOpen: boolean): void {
  const remembered = useContext(OpenerContext);
  const [path] = useState(() => {
    const now = pathToOpener();
    // Whoever went on meanwhile comes back to where they are.
    const isNowhere = now[0] === undefined || now[0].localName === 'body';
    return isNowhere ? (remembered ?? now) : now;
  });
  useEffect(() => {
    if (!isOpen) return;
    return () => {
      focusNearest(path);
      keepFocusFor(path);
    };
  }, [isOpen, path]);
}

/** For a button that goes with its own answer: the focus stays in its place on the page. */
export function keepFocusNear(button: HTMLElement): void {
  keepFocusFor(pathFrom(button));
}

/** What follows a dialog (the answer, its event) is on the page within this time. */
const settleMs = 10_000;

/**
 * The answer may render the opener anew, or away, a moment after the dialog has closed. It ends as
 * soon as the reader does something: from then on the focus is where they want it.
 */
function keepFocusFor(path: readonly HTMLElement[]): void {
  const ending = new AbortController();
  const { signal } = ending;
  const observer = new MutationObserver(() => focusNearest(path));
  observer.observe(document.body, { childList: true, subtree: true });
  const timer = setTimeout(() => ending.abort(), settleMs);
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
  });
  for (const type of ['pointerdown', 'keydown'] as const) {
    document.addEventListener(type, () => ending.abort(), { capture: true, signal });
  }
}

function focusNearest(path: readonly HTMLElement[]): void {
  const { activeElement } = document;
  // The reader has gone on already: nothing is taken from them.
  if (activeElement !== null && activeElement !== document.body) return;
  const [opener] = path;
  for (const place of path) {
    if (!place.isConnected) continue;
    const element = twinWithin(place, opener) ?? place;
    element.focus({ preventScroll: true });
    if (document.activeElement === element) return;
  }
}

/** What was rendered anew has the same button under the same name. */
function twinWithin(place: HTMLElement, opener: HTMLElement | undefined): HTMLElement | null {
  if (opener === undefined || place === opener) return null;
  const name = nameOf(opener);
  const candidates = place.querySelectorAll<HTMLElement>(opener.localName);
  return [...candidates].find((candidate) => nameOf(candidate) === name) ?? null;
}

function nameOf(element: HTMLElement): string {
  return element.getAttribute('aria-label') ?? element.textContent.trim();
}

import { createContext } from 'react';

/**
 * What opened a dialog whose file was still on its way then: by the time that it is drawn, the menu that
 * it was chosen in has gone.
 */
export const OpenerContext = createContext<readonly HTMLElement[] | null>(null);

/** The opener and all that it stands in, nearest first: read before the dialog takes the focus. */
export function pathToOpener(): HTMLElement[] {
  return pathFrom(opener());
}

/** An element and all that it stands in, nearest first. */
export function pathFrom(start: HTMLElement | null): HTMLElement[] {
  const path: HTMLElement[] = [];
  for (let element = start; element !== null; element = element.parentElement) {
    path.push(element);
  }
  return path;
}

function opener(): HTMLElement | null {
  if (typeof document === 'undefined') return null;
  const { activeElement } = document;
  const menu = activeElement?.closest('[role="menu"]');
  const buttonId = menu?.getAttribute('aria-labelledby') ?? null;
  if (buttonId !== null) return document.getElementById(buttonId);
  return activeElement instanceof HTMLElement ? activeElement : null;
}

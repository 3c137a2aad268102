import { mainId } from '#app/components/app-shell.tsx';

/** The part of the page may still be on its way. */
const patienceMs = 4000;

/** Puts the focus on a change, as soon as it is on the page; else on the page's main part. */
export function focusUnseen(field: string, sinceMs: number = performance.now()) {
  requestAnimationFrame(() => {
    const found = document.querySelector<HTMLElement>(`[data-unseen="${field}"]`);
    if (found !== null) {
      found.scrollIntoView({ block: 'nearest' });
      found.focus({ preventScroll: true });
    } else if (performance.now() - sinceMs < patienceMs) focusUnseen(field, sinceMs);
  });
}

/** What had the focus goes away: it stays on the page, not at the document's beginning. */
export function focusPage() {
  document.getElementById(mainId)?.focus({ preventScroll: true });
}

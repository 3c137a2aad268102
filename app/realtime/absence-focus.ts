import { mainId } from '#app/components/app-shell.tsx';

/** The part of the page may still be on its way, or be drawn anew once more as it comes. */
const patienceMs = 15_000;

/** Puts the focus on a change as soon as it is there, and again if its element is replaced. */
export function focusUnseen(field: string) {
  const until = performance.now() + patienceMs;
  let focused: HTMLElement | null = null;
  const look = () => {
    // Who went on in the meantime is not called back.
    if (focused?.isConnected === true && document.activeElement !== focused) return;
    const found = document.querySelector<HTMLElement>(`[data-unseen="${field}"]`);
    if (found !== null && found !== focused) {
      focused = found;
      found.scrollIntoView({ block: 'nearest' });
      found.focus({ preventScroll: true });
    }
    if (performance.now() < until) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** What had the focus goes away: it stays on the page, not at the document's beginning. */
export function focusPage() {
  document.getElementById(mainId)?.focus({ preventScroll: true });
}

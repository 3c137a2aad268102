import { useEffect } from 'react';

/** Whoever has waited longer than this no longer expects what they pressed. */
const longestMs = 10_000;

interface EarlyClick {
  /** What was pressed last, and when. */
  target: HTMLElement | null;
  at: number;
  stop: () => void;
}

declare global {
  interface Window {
    tandemEarlyClick?: EarlyClick;
  }
}

/** Runs as text in the page before any file has come, so it stands alone. */
function keepLastClick() {
  const early: EarlyClick = {
    target: null,
    at: 0,
    stop: () => {
      document.removeEventListener('click', keep, true);
      document.removeEventListener('input', forget, true);
    },
  };
  function keep(event: MouseEvent) {
    const pressed = event.target as Element;
    const target = pressed.closest<HTMLElement>('button,[type=checkbox],[type=radio]');
    if (target === null) return;
    event.preventDefault();
    early.target = target;
    early.at = Date.now();
  }
  function forget(event: Event) {
    if (early.target?.closest('form')?.contains(event.target as Node)) early.target = null;
  }
  document.addEventListener('click', keep, true);
  document.addEventListener('input', forget, true);
  window.tandemEarlyClick = early;
}

/**
 * A page is drawn before it can answer. What is pressed in between is not lost: the last press counts
 * as soon as the page listens. Enter in a form presses its button; typing on there takes that back.
 * Links lead on by themselves.
 */
export function EarlyClickScript({ nonce }: { nonce: string | undefined }) {
  const script = `(${keepLastClick.toString()})()`;
  return (
    <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: script }} />
  );
}

/** The other half: last in the body, so that everything before it listens by now. */
export function EarlyClick() {
  useEffect(() => {
    const early = window.tandemEarlyClick;
    if (early === undefined) return;
    delete window.tandemEarlyClick;
    early.stop();
    const { target, at } = early;
    if (target?.isConnected && Date.now() - at < longestMs) target.click();
  }, []);
  return null;
}

import { useIsomorphicEffect } from '@mantine/hooks';
import { useEffect, useState } from 'react';

/** Whoever has waited longer than this no longer expects what they pressed. */
const longestMs = 10_000;

interface EarlyPress {
  /** What was pressed last, and when. */
  target: HTMLElement | null;
  at: number;
  stop: () => void;
}

declare global {
  interface Window {
    tandemEarlyPress?: EarlyPress;
  }
}

/** Runs as text in the page before any file has come, so it stands alone. */
function keepLastPress() {
  const early: EarlyPress = {
    target: null,
    at: 0,
    stop: () => {
      document.removeEventListener('click', keep, true);
      document.removeEventListener('input', forget, true);
      document.removeEventListener('submit', hold, true);
    },
  };
  function keep(event: MouseEvent) {
    const pressed = event.target as Element;
    const target = pressed.closest<HTMLElement>('button,[type=checkbox],[type=radio]');
    if (target === null) return;
    event.preventDefault();
    // Whoever listens already would count it as well.
    event.stopImmediatePropagation();
    early.target = target;
    early.at = Date.now();
  }
  function forget(event: Event) {
    const typed = event.isTrusted ? (event.target as Node) : null;
    if (early.target?.closest('form')?.contains(typed)) early.target = null;
  }
  // A form without a button, sent by Enter.
  function hold(event: Event) {
    event.preventDefault();
  }
  document.addEventListener('click', keep, true);
  document.addEventListener('input', forget, true);
  document.addEventListener('submit', hold, true);
  window.tandemEarlyPress = early;
}

/**
 * A page is drawn before it can answer. What is typed and pressed in between is not lost: the page takes
 * the words up as soon as it listens, and then the last press counts. Enter in a form presses its
 * button; typing on there takes that back. Links lead on by themselves.
 */
export function EarlyInputScript({ nonce }: { nonce: string | undefined }) {
  const script = `(${keepLastPress.toString()})()`;
  return (
    <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: script }} />
  );
}

/** The other half: last in the body, so that everything before it listens by now. */
export function EarlyInput() {
  const [isTyped, setTyped] = useState(false);
  // Before anything is drawn anew, and drawn together with what was typed.
  useIsomorphicEffect(() => {
    typeAgain();
    setTyped(true);
  }, []);
  useEffect(() => {
    const early = window.tandemEarlyPress;
    if (!isTyped || early === undefined) return;
    delete window.tandemEarlyPress;
    early.stop();
    const { target, at } = early;
    if (target?.isConnected && Date.now() - at < longestMs) target.click();
  }, [isTyped]);
  return null;
}

/**
 * Tells React of words that were typed before it listened, as if they were typed now: a field that
 * belongs to a form's state would be emptied with the next render.
 */
function typeAgain() {
  for (const field of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    'input:not([type=checkbox],[type=radio],[type=hidden],[type=file]),textarea',
  )) {
    const { value, defaultValue } = field;
    if (value === defaultValue) continue;
    // React overhears what is assigned, and takes an event that brings nothing new for none.
    field.value = defaultValue;
    const prototype: object = Object.getPrototypeOf(field) as object;
    Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

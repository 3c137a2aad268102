import { useIsomorphicEffect } from '@mantine/hooks';
import { useEffect, useState } from 'react';

/** Whoever has waited longer than this no longer expects what they pressed. */
const longestMs = 10_000;

interface EarlyInput {
  /** Fields that were typed in, or chosen from. */
  typed: Set<Element>;
  /** What was pressed last, and when. */
  pressed: HTMLElement | null;
  at: number;
  stop: () => void;
}

declare global {
  interface Window {
    tandemEarlyInput?: EarlyInput;
  }
}

/** Runs as text in the page before any file has come, so it stands alone. */
function keepInput() {
  const early: EarlyInput = {
    typed: new Set(),
    pressed: null,
    at: 0,
    stop: () => {
      document.removeEventListener('click', press, true);
      document.removeEventListener('input', type, true);
      document.removeEventListener('submit', hold, true);
    },
  };
  function press(event: MouseEvent) {
    const target = event.target as Element;
    const pressed = target.closest<HTMLElement>('button,[type=checkbox],[type=radio]');
    if (pressed === null) return;
    event.preventDefault();
    // Whoever listens already would count it as well.
    event.stopImmediatePropagation();
    early.pressed = pressed;
    early.at = Date.now();
  }
  function type(event: Event) {
    const field = event.target as Element;
    early.typed.add(field);
    // By hand, and not by an extension that comes late.
    if (event.isTrusted && early.pressed?.closest('form')?.contains(field)) early.pressed = null;
  }
  // A form without a button, sent by Enter.
  function hold(event: Event) {
    event.preventDefault();
  }
  document.addEventListener('click', press, true);
  document.addEventListener('input', type, true);
  document.addEventListener('submit', hold, true);
  window.tandemEarlyInput = early;
}

/**
 * A page is drawn before it can answer. What is typed and pressed in between is not lost: the page takes
 * the words up as soon as it listens, and then the last press counts. Enter in a form presses its
 * button; typing on there takes that back. Links lead on by themselves. What is typed into a list to
 * choose from is not taken up: nothing would be chosen by it.
 */
export function EarlyInputScript({ nonce }: { nonce: string | undefined }) {
  const script = `(${keepInput.toString()})()`;
  return (
    <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: script }} />
  );
}

/** The other half: last in the body, so that everything before it listens by now. */
export function EarlyInput() {
  const [restoreFocus, setRestoreFocus] = useState<(() => void) | null>(null);
  // Before anything is drawn anew, and drawn together with what was typed.
  useIsomorphicEffect(() => {
    const restore = focusNow();
    for (const field of window.tandemEarlyInput?.typed ?? []) typeAgain(field);
    setRestoreFocus(() => restore);
  }, []);
  useEffect(() => {
    const early = window.tandemEarlyInput;
    if (restoreFocus === null || early === undefined) return;
    delete window.tandemEarlyInput;
    early.stop();
    if (early.typed.size > 0) restoreFocus();
    const { pressed, at } = early;
    if (pressed?.isConnected && Date.now() - at < longestMs) pressed.click();
  }, [restoreFocus]);
  return null;
}

/** Fields take the focus, or move the cursor, when their value is set. @returns puts both back */
function focusNow(): () => void {
  const field = document.activeElement as HTMLInputElement | null;
  const [start, end] = [field?.selectionStart, field?.selectionEnd];
  return () => {
    field?.focus({ preventScroll: true });
    // Not everything tells where the cursor is.
    if (start != null) field?.setSelectionRange(start, end ?? start);
  };
}

/**
 * Tells React of what was typed before it listened, as if it were typed now: a field that belongs to a
 * form's state would be emptied with the next render.
 */
function typeAgain(field: Element) {
  if (!field.isConnected) return;
  if (field instanceof HTMLSelectElement) {
    field.dispatchEvent(new Event('change', { bubbles: true }));
    return;
  }
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  const { value, defaultValue } = field;
  if (value === defaultValue || field.hasAttribute('aria-haspopup')) return;
  // React overhears what is assigned, and takes an event that brings nothing new for none.
  field.value = defaultValue;
  const prototype: object = Object.getPrototypeOf(field) as object;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

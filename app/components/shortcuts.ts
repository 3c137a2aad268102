import { useEffect, useRef, useSyncExternalStore } from 'react';
import { pressedKey } from './pressed-key.ts';

/** Where a shortcut belongs in the list of all. */
export type ShortcutGroup = 'everywhere' | 'list' | 'customer';

export interface Shortcut {
  /** `/`, `j`, `shift+x`, `mod+k` (Ctrl, on a Mac ⌘), `ArrowDown`; several where each does it. */
  keys: string | readonly string[];
  /** What it does, in the reader's words. */
  meaning: string;
  group: ShortcutGroup;
}

/** Answers false when the press was not for it: the browser then does what it always does. */
type Handler = (event: KeyboardEvent) => unknown;

interface Registered {
  shortcut: Shortcut;
  handle: Handler;
}

/** All that is possible now; of two with the same key the later one counts. */
let registered: readonly Registered[] = [];
let areSingleKeysOn = true;
const listeners = new Set<() => void>();

const storageKey = 'tandem.singleKeys';

function tell() {
  for (const listener of listeners) listener();
}

/**
 * A key that does something on this page, for as long as it is shown and `isEnabled`. It never acts
 * while one types, in a menu or under a dialog; letters mean the same key under every layout.
 */
export function useShortcut(shortcut: Shortcut, handler: Handler, isEnabled = true): void {
  const { meaning, group } = shortcut;
  const keys = [shortcut.keys].flat().join(' ');
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    if (!isEnabled) return;
    return register({
      shortcut: { keys: keys.split(' '), meaning, group },
      handle: (event) => latest.current(event),
    });
  }, [keys, meaning, group, isEnabled]);
}

function register(one: Registered): () => void {
  if (registered.length === 0) {
    areSingleKeysOn = readChoice();
    // On the window: whatever part of the page has an answer of its own to a key comes first.
    window.addEventListener('keydown', onKeyDown);
  }
  registered = [...registered, one];
  tell();
  return () => {
    registered = registered.filter((other) => other !== one);
    if (registered.length === 0) window.removeEventListener('keydown', onKeyDown);
    tell();
  };
}

function onKeyDown(event: KeyboardEvent) {
  const pressed = pressedKey(event);
  if (pressed === null || event.defaultPrevented) return;
  if (!pressed.startsWith('mod+') && isTyping(event.target)) return;
  if (/^(shift\+)?.$/.test(pressed) && !areSingleKeysOn) return;
  if (isElsewhere(event.target)) return;
  for (const { shortcut, handle } of registered.toReversed()) {
    if (![shortcut.keys].flat().some((keys) => keys.toLowerCase() === pressed)) continue;
    if (handle(event) === false) continue;
    event.preventDefault();
    return;
  }
}

const inputsWithoutText = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'range']);

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !inputsWithoutText.has(target.type);
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}

/** A dialog or a menu has keys of its own; the page below it hears none. */
function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('[aria-modal="true"], [role="menu"]') !== null) return true;
  return target instanceof Element && target.closest('[role="dialog"], [role="listbox"]') !== null;
}

/** WCAG 2.1.4: whoever speaks to the machine, or hits keys by chance, can do without letters. */
function readChoice(): boolean {
  try {
    return window.localStorage.getItem(storageKey) !== 'off';
  } catch {
    return true;
  }
}

export function chooseSingleKeys(areOn: boolean) {
  areSingleKeysOn = areOn;
  try {
    window.localStorage.setItem(storageKey, areOn ? 'on' : 'off');
  } catch {
    // Without the browser's memory the choice holds for this page.
  }
  tell();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSingleKeys(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => areSingleKeysOn,
    () => true,
  );
}

const none: readonly Registered[] = [];

/** What the keys of this page do now, for the list of them. */
export function useShortcuts(): readonly Shortcut[] {
  const all = useSyncExternalStore(
    subscribe,
    () => registered,
    () => none,
  );
  return all.map(({ shortcut }) => shortcut);
}

export interface Toast {
  /** What happened, in the reader's words. */
  message: string;
  tone?: 'done' | 'failed';
  /** Takes it back; the toast closes with the click. */
  undo?: () => void;
  /** Where more is told. */
  link?: { label: string; to: string };
}

export interface SaidToast extends Toast {
  id: string;
}

const listeners = new Set<() => void>();
let waiting: SaidToast[] = [];
let ended: string[] = [];
let areWanted = false;
let count = 0;

/**
 * Says what happened, quietly, and offers to take it back.
 * @returns takes the toast off the screen, shown or not yet
 */
export function showToast(toast: Toast): () => void {
  areWanted = true;
  count += 1;
  const id = `toast-${String(count)}`;
  waiting.push({ ...toast, id });
  tell();
  return () => {
    const isWaiting = waiting.some((other) => other.id === id);
    if (isWaiting) waiting = waiting.filter((other) => other.id !== id);
    else ended.push(id);
    tell();
  };
}

function tell() {
  for (const listener of listeners) listener();
}

/** @returns the end of it */
export function onToast(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether anything has been said on this page yet. */
export function areToastsWanted(): boolean {
  return areWanted;
}

/** Hands over what waits to be shown; nothing is handed over twice. */
export function takeToasts(): SaidToast[] {
  const taken = waiting;
  waiting = [];
  return taken;
}

/** Hands over which of the shown ones are to go. */
export function takeEndedToasts(): string[] {
  const taken = ended;
  ended = [];
  return taken;
}

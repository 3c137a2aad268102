export interface Toast {
  /** What happened, in the reader's words. */
  message: string;
  tone?: 'done' | 'failed';
  /** Takes it back; the toast closes with the click. */
  undo?: () => void;
}

const listeners = new Set<() => void>();
let waiting: Toast[] = [];
let areWanted = false;

/** Says what happened, quietly, and offers to take it back. */
export function showToast(toast: Toast) {
  areWanted = true;
  waiting.push(toast);
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
export function takeToasts(): Toast[] {
  const taken = waiting;
  waiting = [];
  return taken;
}

import type { BatchDto } from '#server/features/batch/schema.ts';

type Listener = (batch: BatchDto) => void;

const listeners = new Set<Listener>();

/** One's own run has ended, in whichever tab it was started. */
export function sayEnded(batch: BatchDto): void {
  for (const listener of listeners) listener(batch);
}

/** @returns the end of it */
export function onEnded(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

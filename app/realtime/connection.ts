import { useSyncExternalStore } from 'react';

/**
 * What the page knows of itself: whether what it shows is current. `live` is said only after the
 * server has said that everything missed has been sent.
 */
export type ConnectionState = 'live' | 'catchingUp' | 'offline';

export interface Connection {
  state: ConnectionState;
  /** When this state began, ISO 8601; null before the page has tried. */
  since: string | null;
}

const initial: Connection = { state: 'catchingUp', since: null };

let current = initial;
const listeners = new Set<() => void>();

/** A state that goes on keeps its beginning: "offline since" does not move with each attempt. */
export function setConnection(state: ConnectionState, nowMs: number = Date.now()) {
  if (current.state === state && current.since !== null) return;
  current = { state, since: new Date(nowMs).toISOString() };
  for (const listener of listeners) listener();
}

export function getConnection(): Connection {
  return current;
}

/** @returns the end of listening */
export function onConnectionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useConnection(): Connection {
  return useSyncExternalStore(
    onConnectionChange,
    () => current,
    () => initial,
  );
}

/** False while nothing on screen is known to be current: money is not moved then. */
export function useOnline(): boolean {
  return useConnection().state !== 'offline';
}

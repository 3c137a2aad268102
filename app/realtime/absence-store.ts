import { useSyncExternalStore } from 'react';
import type { TandemEvent } from '#server/features/event/schema.ts';
import type { Absence, Signal, Span, Unseen, UnseenChange } from './absence.ts';
import { follow, joinUnseen, present, step } from './absence.ts';
import { getConnection, onConnectionChange } from './connection.ts';

/**
 * Whether the reader of this tab is away, and what they have not seen of the customer on screen.
 * One of each a tab: there is one page.
 */
let absence: Absence = present;
let missedCount = 0;
let missed: { span: Span; changesCount: number } | null = null;
let unseen: { customerId: number; what: Unseen } | null = null;
const listeners = new Set<() => void>();

function tell() {
  for (const listener of listeners) listener();
}

function signal(kind: Signal['kind'], at: number = Date.now()) {
  const before = absence;
  absence = follow(absence, { kind, at });
  if (absence === before) return;
  if (absence.ended !== null && absence.ended !== before.ended) {
    missed = missedCount === 0 ? null : { span: absence.ended, changesCount: missedCount };
  }
  if (absence.fromMs === null) missedCount = 0;
  tell();
}

/** Fed by the dispatcher, with colleagues' events alone. */
export function noteMissed(event: TandemEvent) {
  if (absence.fromMs !== null && event.subject.type === 'customer') missedCount += 1;
}

const tickMs = 15_000;
/** Ticks that come this late were not late: the machine slept. */
const sleepMs = 60_000;

/** @returns the end of it */
export function watchAbsence(): () => void {
  let tickedAt = Date.now();
  let hasSlept = false;
  const onVisibility = () => {
    tickedAt = Date.now();
    signal(document.visibilityState === 'hidden' ? 'hidden' : 'shown');
  };
  const onConnection = () => {
    const { state } = getConnection();
    if (state === 'offline') signal('lost');
    if (state === 'live') signal('live');
  };
  const timer = setInterval(() => {
    const now = Date.now();
    if (hasSlept && getConnection().state === 'live') signal('live');
    // The socket may have outlived it: one tick later the page knows.
    hasSlept = document.visibilityState === 'visible' && now - tickedAt > sleepMs;
    if (hasSlept) signal('lost', tickedAt);
    tickedAt = now;
  }, tickMs);
  document.addEventListener('visibilitychange', onVisibility);
  const offConnection = onConnectionChange(onConnection);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', onVisibility);
    offConnection();
  };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Hidden or cut off now, however short that will have been. */
export function useIsAbsent(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => absence.fromMs !== null,
    () => false,
  );
}

/** The last absence that was long enough; a new object for each. */
export function useEndedAbsence(): Span | null {
  return useSyncExternalStore(
    subscribe,
    () => absence.ended,
    () => null,
  );
}

/** What happened to all customers together while the reader was away. */
export function useMissed(): { span: Span; changesCount: number } | null {
  return useSyncExternalStore(
    subscribe,
    () => missed,
    () => null,
  );
}

export function dismissMissed() {
  missed = null;
  tell();
}

export function useUnseen(customerId: number): Unseen | null {
  return useSyncExternalStore(
    subscribe,
    () => (unseen?.customerId === customerId ? unseen.what : null),
    () => null,
  );
}

/** What is still to be seen of one field: to be tinted, with author and time. */
export function useUnseenChange(customerId: number, field: string | null): UnseenChange | null {
  return useUnseen(customerId)?.changes.find((change) => change.field === field) ?? null;
}

export function addUnseen(customerId: number, what: Unseen) {
  unseen = { customerId, what: joinUnseen(unseenOn(customerId), what) };
  tell();
}

/** Goes on to the next change and says which; null when all are seen. */
export function stepToNext(customerId: number): string | null {
  const before = unseenOn(customerId);
  const next = before === null ? null : step(before);
  unseen = next === null ? null : { customerId, what: next };
  tell();
  return next?.current ?? null;
}

/** All is seen, or its page was left. */
export function forgetUnseen(customerId: number) {
  if (unseenOn(customerId) === null) return;
  unseen = null;
  tell();
}

function unseenOn(customerId: number): Unseen | null {
  return unseen?.customerId === customerId ? unseen.what : null;
}

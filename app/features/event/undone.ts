import type { TandemEvent } from '#server/features/event/schema.ts';

/** The event that this one takes back, or null. */
export function undoneIdOf(event: TandemEvent): string | null {
  switch (event.type) {
    case 'customer.edited':
    case 'customer.locked':
    case 'customer.unlocked':
      return event.data.undoes ?? null;
    default:
      return null;
  }
}

/** By the id of the event that was taken back: the event that did it. */
export function undoingById(events: readonly TandemEvent[]): ReadonlyMap<string, TandemEvent> {
  const found = new Map<string, TandemEvent>();
  for (const event of events) {
    const id = undoneIdOf(event);
    if (id !== null) found.set(id, event);
  }
  return found;
}

/**
 * Whether there is anything to take back: an edit that nobody took back yet; of locks and unlocks
 * the last one alone, since the earlier ones hold no more. `events` are those on screen: what the
 * screen doesn't know, the server refuses in words.
 */
export function isUndoable(event: TandemEvent, events: readonly TandemEvent[]): boolean {
  if (undoingById(events).has(event.id)) return false;
  switch (event.type) {
    case 'customer.edited':
      return true;
    case 'customer.locked':
    case 'customer.unlocked':
      return !events.some((other) => isAccess(other) && other.version > event.version);
    default:
      return false;
  }
}

function isAccess({ type }: TandemEvent): boolean {
  return type === 'customer.locked' || type === 'customer.unlocked';
}

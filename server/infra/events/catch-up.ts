/**
 * Sends a reader what it missed since its cursor, in order: from the table as far back as the ring
 * does not reach, then from the ring. The second part is synchronous, so that whoever calls it can add
 * the reader to the live ones in the same breath: nothing slips in between.
 */
import { formatCursor } from './cursor.ts';
import type { Position } from './cursor.ts';
import { EncodedMessage } from './message.ts';
import { readBatchMax } from './read.ts';
import type { StoredEvent } from './read.ts';
import type { Reader } from './readers.ts';
import type { EventRing } from './ring.ts';
import type { EventTail } from './tail.ts';

/** A page that missed more than this reloads its data: cheaper for both sides. */
const replayMax = 5_000;

export interface EventLog {
  tail: Pick<EventTail, 'position' | 'epoch' | 'readRange'>;
  /** The ring of this moment: a restore puts another in its place. */
  ring: () => EventRing;
}

/** Replays from the table until the ring covers the place; null when too much was missed. */
export async function replayTable(
  reader: Reader,
  from: Position,
  { tail, ring }: EventLog,
): Promise<Position | null> {
  let at = from;
  for (let replayed = 0; !ring().covers(at) && !reader.isClosed();) {
    const upTo = tail.position;
    const events = await tail.readRange({ companyId: reader.companyId, after: at, upTo });
    replayed += events.length;
    if (replayed > replayMax) return null;
    at = events.length === readBatchMax ? (events.at(-1)?.position ?? upTo) : upTo;
    replay(reader, events, { epoch: tail.epoch, at });
  }
  return at;
}

/** Replays what the ring holds after a place that it covers; false when that is too much. */
export function replayRing(reader: Reader, from: Position, { tail, ring }: EventLog): boolean {
  const missed = ring()
    .after(from)
    .filter(({ companyId }) => companyId === reader.companyId);
  if (missed.length > replayMax) return false;
  for (let start = 0; start < missed.length; start += readBatchMax) {
    const events = missed.slice(start, start + readBatchMax);
    replay(reader, events, { epoch: tail.epoch, at: events.at(-1)?.position ?? from });
  }
  return true;
}

function replay(
  reader: Reader,
  stored: StoredEvent[],
  { epoch, at }: { epoch: string; at: Position },
): void {
  const events = stored.flatMap(({ envelope }) => reader.view(envelope) ?? []);
  if (events.length === 0) return;
  reader.send(new EncodedMessage(formatCursor(epoch, at), { kind: 'events', events }));
}

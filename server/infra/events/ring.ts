/**
 * The latest events in memory, in stream order, so that a page that was away for moments is served
 * without the database. Bounded: the oldest give way.
 */
import { comparePositions } from './cursor.ts';
import type { Position } from './cursor.ts';
import type { StoredEvent } from './read.ts';

export class EventRing {
  readonly #capacity: number;
  #events: StoredEvent[] = [];
  /** Everything after this position is in the ring. */
  #floor: Position;

  constructor(floor: Position, capacity = 10_000) {
    this.#floor = floor;
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#events.length;
  }

  get floor(): Position {
    return this.#floor;
  }

  push(events: readonly StoredEvent[]): void {
    this.#events.push(...events);
    // Trimmed by a quarter at a time, so that a push costs little on average.
    if (this.#events.length <= this.#capacity * 1.25) return;
    const dropped = this.#events.splice(0, this.#events.length - this.#capacity);
    const last = dropped.at(-1);
    if (last) this.#floor = last.position;
  }

  /** Takes out what is not to be told any more; the ring covers its places all the same. */
  forget(isForgotten: (event: StoredEvent) => boolean): void {
    this.#events = this.#events.filter((event) => !isForgotten(event));
  }

  covers(position: Position): boolean {
    return comparePositions(position, this.#floor) >= 0;
  }

  /** Events after a position that the ring covers, oldest first. */
  after(position: Position): StoredEvent[] {
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const event = this.#events[middle];
      if (event && comparePositions(event.position, position) <= 0) low = middle + 1;
      else high = middle;
    }
    return this.#events.slice(low);
  }
}

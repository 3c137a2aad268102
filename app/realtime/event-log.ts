import type { TandemEvent } from '#server/features/event/schema.ts';

/**
 * The last events of this tab, in the order of the stream. Data that a request or a page brings may
 * be older than what the stream has told already; the log is laid over it again.
 */
export class EventLog {
  readonly #max: number;
  #events: TandemEvent[] = [];
  #ids = new Set<string>();

  constructor(max = 1000) {
    this.#max = max;
  }

  /** False when the event is in the log already: nothing is applied or pointed out twice. */
  add(event: TandemEvent): boolean {
    if (this.#ids.has(event.id)) return false;
    this.#events.push(event);
    this.#ids.add(event.id);
    while (this.#events.length > this.#max) {
      const oldest = this.#events.shift();
      if (oldest !== undefined) this.#ids.delete(oldest.id);
    }
    return true;
  }

  get events(): readonly TandemEvent[] {
    return this.#events;
  }

  clear() {
    this.#events = [];
    this.#ids.clear();
  }
}

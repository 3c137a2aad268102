interface Options {
  /** Asks for the numbers. */
  ask: () => void;
  isVisible: () => boolean;
  random?: () => number;
}

/** Between two questions of one tab. */
export const restMs = 10_000;
/** A thousand tabs that hear of the same change don't ask in the same moment. */
export const spreadMs = 3000;

/**
 * When the numbers of the views are asked for again: after something happened that may have moved
 * them, never twice within {@link restMs}, and not while nobody looks.
 */
export class CountsClock {
  readonly #options: Options;
  #isDue = false;
  #askedAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Something happened. */
  note() {
    this.#isDue = true;
    this.#plan();
  }

  /** The tab is looked at again. */
  show() {
    this.#plan();
  }

  stop() {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#isDue = false;
  }

  #plan() {
    const { isVisible, random = Math.random } = this.#options;
    if (!this.#isDue || this.#timer !== null || !isVisible()) return;
    const rest = Math.max(0, this.#askedAt + restMs - Date.now());
    this.#timer = setTimeout(() => this.#fire(), rest + random() * spreadMs);
  }

  #fire() {
    this.#timer = null;
    if (!this.#options.isVisible()) return;
    this.#isDue = false;
    this.#askedAt = Date.now();
    this.#options.ask();
  }
}

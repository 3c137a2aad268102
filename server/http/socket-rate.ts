const messagesMax = 60;
const windowMs = 10_000;

/** How many messages one socket may send: more than any page has reason to. */
export class SocketRate {
  #windowStartedAt = 0;
  #count = 0;

  /** Counts so many messages; false when that was too much. */
  take(count = 1): boolean {
    const now = performance.now();
    if (now - this.#windowStartedAt > windowMs) {
      this.#windowStartedAt = now;
      this.#count = 0;
    }
    this.#count += count;
    return this.#count <= messagesMax;
  }
}

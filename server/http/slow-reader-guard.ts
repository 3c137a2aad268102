/**
 * Keeps one slow reader from costing memory: over 1 MB of waiting bytes nothing more is queued, and
 * after 30 s, or over 8 MB, the socket is cut. A reader that catches up in time goes on, told to
 * reload what it missed.
 */
import type { WebSocket } from 'ws';

const waitingMax = 1_000_000;
const waitingHardMax = 8_000_000;
const resumeBelow = 64_000;
const stalledMaxMs = 30_000;

const textFrame = { binary: false, compress: false, fin: true };

export class SlowReaderGuard {
  readonly #socket: WebSocket;
  #stalledSince: number | null = null;
  #stallsCount = 0;

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  get isStalled(): boolean {
    return this.#stalledSince !== null;
  }

  send(frame: Buffer): void {
    if (this.#stalledSince !== null || this.#socket.readyState !== this.#socket.OPEN) return;
    this.#socket.send(frame, textFrame);
    if (this.#socket.bufferedAmount <= waitingMax) return;
    this.#stalledSince = performance.now();
    this.#stallsCount += 1;
  }

  /** One reader's sight of the guard: of several on a socket each learns that it missed something. */
  openGate(): { isStalled: () => boolean; tryResume: () => boolean } {
    let seen = this.#stallsCount;
    return {
      isStalled: () => this.isStalled || seen !== this.#stallsCount,
      tryResume: () => {
        if (!this.tryResume()) return false;
        seen = this.#stallsCount;
        return true;
      },
    };
  }

  tryResume(): boolean {
    if (this.#stalledSince === null) return true;
    const waiting = this.#socket.bufferedAmount;
    if (waiting < resumeBelow) {
      this.#stalledSince = null;
      return true;
    }
    const tooLong = performance.now() - this.#stalledSince > stalledMaxMs;
    // A close frame would only join the queue: the connection is cut instead.
    if (tooLong || waiting > waitingHardMax) this.#socket.terminate();
    return false;
  }
}

/**
 * Who is where, over all processes: leases of this process's sockets, what other processes tell of
 * theirs, and the readers who are told of both.
 *
 * Kept: a lease lives as long as its socket and no longer; readers hear of their own company alone;
 * nothing is ever written to a table, and no request waits for or fails with what happens here.
 * Not done here: rights (the use cases) and the wire (the socket server).
 */
import { randomBytes } from 'node:crypto';
import { intentIdleMs as usualIntentIdleMs } from '#server/shared/presence.ts';
import type { Lease } from '#server/shared/presence.ts';
import type { Logger } from '#server/infra/log.ts';
import { Audience } from './audience.ts';
import type { PresenceReader } from './audience.ts';
import { PresenceBus } from './bus.ts';
import type { Entry, Frame } from './frame.ts';
import { LeaseBook } from './lease-book.ts';
import type { PresenceLease } from './lease.ts';
import { OwnLease } from './own-lease.ts';
import type { LeaseOwner } from './own-lease.ts';
import { Peers } from './peers.ts';

const tickMs = 1_000;
const resumeMs = 250;
const nameMax = 200;

export interface PresenceHubOptions {
  url: string;
  log: Logger;
  /** How long an intent lasts without being shown anew. */
  intentIdleMs?: number | undefined;
}

export class PresenceHub {
  readonly #intentIdleMs: number;
  /** New with each start: nobody takes a restarted process for the one before it. */
  readonly #processId = randomBytes(9).toString('base64url');
  readonly #book = new LeaseBook();
  readonly #audience = new Audience(this.#book);
  readonly #own = new Set<OwnLease>();
  readonly #peers = new Peers((companyId, id, lease) => this.#know(companyId, id, lease));
  readonly #bus: PresenceBus;
  #serial = 0;
  #timers: NodeJS.Timeout[] = [];

  constructor({ url, log, intentIdleMs = usualIntentIdleMs }: PresenceHubOptions) {
    this.#intentIdleMs = intentIdleMs;
    this.#bus = new PresenceBus({
      url,
      log,
      processId: this.#processId,
      onFrame: (frame) => this.#hear(frame),
      state: () => this.#ownEntries(),
    });
  }

  async start(): Promise<void> {
    this.#timers = [
      setInterval(() => this.#tick(), tickMs),
      setInterval(() => this.#audience.resumeSlow(), resumeMs),
    ];
    await this.#bus.start();
  }

  async stop(): Promise<void> {
    this.#timers.forEach((timer) => clearInterval(timer));
    this.#audience.stop();
    await this.#bus.stop();
  }

  get stats() {
    return {
      leases: this.#book.size,
      ownLeases: this.#own.size,
      readers: this.#audience.size,
      processes: this.#peers.size + 1,
      messages: this.#audience.messagesCount,
      busSent: this.#bus.sentCount,
      busReceived: this.#bus.receivedCount,
    };
  }

  /** A lease that is nowhere yet. Whoever opens it must end it. */
  open({ companyId, user }: LeaseOwner): PresenceLease {
    this.#serial += 1;
    const id = `${this.#processId}.${this.#serial.toString(36)}`;
    const lease = new OwnLease({
      id,
      owner: { companyId, user: { ...user, name: user.name.slice(0, nameMax) } },
      intentIdleMs: this.#intentIdleMs,
      tell: (shown) => {
        this.#know(companyId, id, shown);
        this.#bus.publish(companyId, id, shown);
      },
      onEnd: () => this.#own.delete(lease),
    });
    this.#own.add(lease);
    return lease;
  }

  /** The tabs of a user on this process go on under another name; each process hears of it. */
  rename({ userId, name }: { userId: number; name: string }): void {
    for (const lease of this.#own) {
      if (lease.userId === userId) lease.rename(name.slice(0, nameMax));
    }
  }

  attach(reader: PresenceReader): void {
    this.#audience.add(reader);
  }

  detach(reader: PresenceReader): void {
    this.#audience.remove(reader);
  }

  #know(companyId: number, id: string, lease: Lease | null): void {
    this.#book.set(companyId, id, lease);
    this.#audience.tell(companyId, id, lease);
  }

  #hear(frame: Frame): void {
    if (frame.kind === 'ask') {
      if (frame.to === null || frame.to === this.#processId) this.#bus.sendState();
      return;
    }
    const wanted = this.#peers.take(frame);
    if (wanted !== null) this.#bus.ask(wanted);
  }

  #tick(): void {
    const now = performance.now();
    for (const lease of this.#own) lease.expireIntent(now);
    this.#peers.tick();
  }

  #ownEntries(): Entry[] {
    return [...this.#own].flatMap(({ companyId, shown }) =>
      shown ? [{ companyId, lease: shown }] : [],
    );
  }
}

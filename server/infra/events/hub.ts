/**
 * From the tail to the readers. Readers with the same rights form a class; an event is filtered,
 * masked and encoded once per class, and the same bytes go to every reader in it.
 *
 * Kept: a reader gets each event after its cursor once, in order; nothing after its rights ended;
 * a slow reader costs a bounded amount of memory and nobody else anything.
 * Not done here: authorisation (the use case that attaches) and the wire (the socket server).
 */
import type { Cursor, EventEnvelope, StreamMessage } from '#server/shared/event.ts';
import type { Revocation } from '#server/shared/session-end.ts';
import type { Logger } from '#server/infra/log.ts';
import { replayRing, replayTable } from './catch-up.ts';
import { formatCursor, parseCursor } from './cursor.ts';
import type { Position } from './cursor.ts';
import { EncodedMessage } from './message.ts';
import type { StoredEvent } from './read.ts';
import { EventRing } from './ring.ts';
import { ConnectionSet, ReaderSet } from './readers.ts';
import type { Connection, Reader, View } from './readers.ts';
import { EventTail } from './tail.ts';

/** Deliveries closer than this are joined into one message. */
const coalesceMs = 12;
const heartbeatMs = 15_000;
const sweepMs = 250;
/** Without news from the database for longer, the stream does not claim to be live. */
const silentMaxMs = 5_000;

export interface HubOptions {
  url: string;
  log: Logger;
  revocationOf: (event: EventEnvelope) => Revocation | null;
  /** The user whose open pages go on with other rights after an event, or null. */
  rightsChangeOf: (event: EventEnvelope) => number | null;
  /** Told of every event in every process, in the order of the stream. */
  onEvent: (event: EventEnvelope) => void;
  /** Whether an event took back the values of what was told of its subject before. */
  isErasure: (event: EventEnvelope) => boolean;
  /** Whether an event bears values that such a one takes back. */
  isErasable: (event: EventEnvelope) => boolean;
  /** Whether the company's sessions end at other times from this event on. */
  isLengthChange: (event: EventEnvelope) => boolean;
  /** When a session ends now, or null if it has ended: asked when a connection's known time is up. */
  sessionExpiry: (sessionHash: string) => Promise<Date | null>;
}

export class EventHub {
  readonly #options: HubOptions;
  readonly #tail: EventTail;
  readonly #readers = new ReaderSet<View>();
  readonly #connections = new ConnectionSet();
  #ring = new EventRing({ xid: 0n, id: 0n });
  #pending: StoredEvent[] = [];
  #flushTimer: NodeJS.Timeout | undefined;
  #lastFlushAt = 0;
  #timers: NodeJS.Timeout[] = [];
  readonly counters = { events: 0, lagMs: 0, deliveries: 0, resyncs: 0, revocations: 0 };

  constructor(options: HubOptions) {
    this.#options = options;
    this.#tail = new EventTail({
      url: options.url,
      log: options.log,
      onEvents: (events) => this.#take(events),
      onEpoch: (_epoch, position) => this.#restart(position),
    });
  }

  async start(): Promise<void> {
    await this.#tail.start();
    this.#timers = [
      setInterval(() => void this.#beat(), heartbeatMs),
      setInterval(() => this.#sweep(), sweepMs),
    ];
  }

  async stop(): Promise<void> {
    this.#timers.forEach((timer) => clearInterval(timer));
    clearTimeout(this.#flushTimer);
    await this.#tail.stop();
  }

  /** Called right after each commit of this process. */
  wake(): void {
    this.#tail.wake();
  }

  get stats() {
    const { size } = this.#ring;
    const { size: readers, classes } = this.#readers;
    return { ring: size, readers, classes, silentMs: this.#tail.silentMs, ...this.counters };
  }

  get isLive(): boolean {
    return this.#tail.silentMs < silentMaxMs;
  }

  get cursor(): Cursor {
    return this.#cursorAt(this.#tail.position);
  }

  /**
   * Sends what was missed since the cursor (or nothing without one), then everything new, until
   * {@link detach}. What can't be replayed is answered with `resync`.
   */
  async attach(reader: Reader, lastCursor: string | null): Promise<void> {
    const log = { tail: this.#tail, ring: () => this.#ring };
    let at = lastCursor === null ? this.#tail.position : parseCursor(this.#tail.epoch, lastCursor);
    if (at === null) this.#resync(reader, 'epoch');
    while (at && !this.#ring.covers(at)) {
      at = await replayTable(reader, at, log);
      if (reader.isClosed()) return;
      if (at === null) this.#resync(reader, 'retention');
    }
    // From here to the reader's place among the live ones nothing waits, so nothing can be missed.
    if (at && !replayRing(reader, at, log)) this.#resync(reader, 'retention');
    // What is in the queue stands in the ring too, so this reader has it: to the others now.
    this.#flush();
    this.#readers.add(reader);
    this.#send(reader, { kind: 'live' });
  }

  /** Goes on with a reader whose rights changed: what it holds was told to others, so it reloads. */
  async reattach(reader: Reader): Promise<void> {
    await this.attach(reader, null);
    if (!reader.isClosed()) this.#resync(reader, 'rights');
  }

  detach(reader: Reader): void {
    this.#readers.remove(reader);
  }

  /**
   * Makes a socket known, so that a revocation ends it. Its session must be read (again) after this:
   * one that ended in between would otherwise be missed.
   */
  register(connection: Connection): void {
    this.#connections.add(connection);
  }

  unregister(connection: Connection): void {
    this.#connections.remove(connection);
  }

  countConnections(userId: number): number {
    return this.#connections.ofUser(userId).length;
  }

  #revoke({ userId, sessionHashes, keptHash, reason }: Revocation): void {
    for (const connection of this.#connections.ofUser(userId)) {
      const { sessionHash } = connection;
      const isNamed = sessionHashes?.includes(sessionHash) ?? sessionHash !== keptHash;
      if (!isNamed) continue;
      this.counters.revocations += 1;
      connection.close(4401, reason);
    }
  }

  #renewRights(userId: number): void {
    for (const connection of this.#connections.ofUser(userId)) connection.renewRights();
  }

  #take(events: StoredEvent[]): void {
    this.counters.events += events.length;
    const first = events[0];
    if (first) this.counters.lagMs = Math.max(0, Date.now() - Date.parse(first.envelope.time));
    this.#ring.push(events);
    this.#forget(events);
    for (const event of events) {
      this.#options.onEvent(event.envelope);
      const revocation = this.#options.revocationOf(event.envelope);
      if (revocation) {
        // What came before is delivered first; after it the reader is gone.
        this.#flush();
        this.#revoke(revocation);
      }
      const changedId = this.#options.rightsChangeOf(event.envelope);
      if (changedId !== null) {
        // The same: from here on they are told what their new rights let them see.
        this.#flush();
        this.#renewRights(changedId);
      }
      if (this.#options.isLengthChange(event.envelope)) void this.#recheckCompany(event.companyId);
      this.#pending.push(event);
    }
    if (this.#flushTimer) return;
    const sinceLastMs = performance.now() - this.#lastFlushAt;
    if (sinceLastMs >= coalesceMs) this.#flush();
    else this.#flushTimer = setTimeout(() => this.#flush(), coalesceMs - sinceLastMs);
  }

  /** What the database no longer holds is not replayed from memory either. */
  #forget(events: readonly StoredEvent[]): void {
    const { isErasure, isErasable } = this.#options;
    const erased = events.filter(({ envelope }) => isErasure(envelope));
    if (erased.length === 0) return;
    const nameOf = ({ envelope: { subject } }: StoredEvent) => `${subject.type}:${subject.id}`;
    const names = new Set(erased.map(nameOf));
    this.#ring.forget((event) => names.has(nameOf(event)) && isErasable(event.envelope));
  }

  #flush(): void {
    clearTimeout(this.#flushTimer);
    this.#flushTimer = undefined;
    const last = this.#pending.at(-1);
    if (!last) return;
    const pending = this.#pending;
    this.#pending = [];
    const cursor = this.#cursorAt(last.position);
    for (const [companyId, classes] of this.#readers.byCompany) {
      const ofCompany = pending.filter((event) => event.companyId === companyId);
      if (ofCompany.length === 0) continue;
      for (const { view, readers } of classes.values()) {
        const events = ofCompany.flatMap(({ envelope }) => view(envelope) ?? []);
        if (events.length === 0) continue;
        const message = new EncodedMessage(cursor, { kind: 'events', events });
        for (const reader of readers) if (!reader.isStalled()) reader.send(message);
        this.counters.deliveries += readers.size;
      }
    }
    this.#lastFlushAt = performance.now();
  }

  #send(reader: Reader, message: StreamMessage): void {
    reader.send(new EncodedMessage(this.cursor, message));
  }

  #resync(reader: Reader, reason: Extract<StreamMessage, { kind: 'resync' }>['reason']): void {
    this.counters.resyncs += 1;
    this.#send(reader, { kind: 'resync', reason });
  }

  #restart(position: Position): void {
    this.#ring = new EventRing(position);
    this.#pending = [];
    for (const reader of this.#readers.list()) this.#resync(reader, 'epoch');
  }

  /** Proof of life to all; and connections whose session's time is up are asked after. */
  async #beat(): Promise<void> {
    this.#flush();
    if (this.isLive) {
      const message = new EncodedMessage(this.cursor, { kind: 'heartbeat' });
      for (const reader of this.#readers.list()) if (!reader.isStalled()) reader.send(message);
    }
    const now = new Date();
    for (const connection of this.#connections.list()) {
      if (connection.expiresAt <= now) await this.#recheck(connection, now);
    }
  }

  /** One after another: a settings' change must not take every connection to the database. */
  async #recheckCompany(companyId: number): Promise<void> {
    for (const connection of this.#connections.ofCompany(companyId)) {
      await this.#recheck(connection, new Date());
    }
  }

  async #recheck(connection: Connection, now: Date): Promise<void> {
    try {
      const expiresAt = await this.#options.sessionExpiry(connection.sessionHash);
      if (expiresAt && expiresAt > now) connection.expiresAt = expiresAt;
      else connection.close(4401, 'ended');
    } catch (error) {
      // Not known whether it ended: asked again with the next beat.
      this.#options.log.warn({ err: error }, 'a session could not be checked');
    }
  }

  /** Stalled readers that have taken what was queued go on, told to reload what they missed. */
  #sweep(): void {
    for (const reader of this.#readers.list()) {
      if (reader.isStalled() && reader.tryResume()) this.#resync(reader, 'slow');
    }
  }

  #cursorAt(position: Position): Cursor {
    return formatCursor(this.#tail.epoch, position);
  }
}

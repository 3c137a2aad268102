/**
 * Carries frames between processes by NOTIFY, on a connection of its own and outside any transaction
 * of ours. Nothing waits for it: what can't be sent is forgotten, and with the next connection
 * everything is said anew. No row is ever written.
 *
 * Changes go at once if nothing was sent lately, else together after a short pause.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Lease } from '#server/shared/presence.ts';
import { sessionOptions } from '#server/infra/db/session-options.ts';
import type { Logger } from '#server/infra/log.ts';
import type { Entry, Frame } from './frame.ts';
import { intoParts, parseFrame } from './frame.ts';

const channel = 'tandem_presence';
const batchMs = 10;
const beatMs = 4_000;
const queryMaxMs = 8_000;

export interface BusOptions {
  url: string;
  log: Logger;
  processId: string;
  /** Called with what other processes say; must not throw. */
  onFrame: (frame: Frame) => void;
  /** All leases of this process as they stand. */
  state: () => Entry[];
}

export class PresenceBus {
  readonly #options: BusOptions;
  #client: Client | null = null;
  #seq = 0;
  /** Not yet sent: the latest of each lease, null where it is gone. */
  #changes = new Map<string, Entry | null>();
  #asked = new Set<string>();
  #isStateDue = false;
  #isBeatDue = false;
  #isPumping = false;
  #isStopped = false;
  #beatTimer: NodeJS.Timeout | undefined;
  sentCount = 0;
  receivedCount = 0;

  constructor(options: BusOptions) {
    this.#options = options;
  }

  /** Resolves when the first attempt to connect is over, however it went. */
  async start(): Promise<void> {
    this.#beatTimer = setInterval(() => {
      this.#isBeatDue = true;
      void this.#pump();
    }, beatMs);
    try {
      await this.#connect();
    } catch (error) {
      this.#options.log.warn({ err: error }, 'presence is not shared with other processes yet');
      void this.#reconnect();
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.#beatTimer);
    this.#isStopped = true;
    const client = this.#client;
    this.#client = null;
    // Without it the others would wait for this process as for one that was killed.
    await client
      ?.query(...notifyQuery([{ kind: 'bye', from: this.#options.processId }]))
      .catch(() => undefined);
    await client?.end();
  }

  publish(companyId: number, id: string, lease: Lease | null): void {
    if (!this.#client) return;
    this.#changes.set(id, lease && { companyId, lease });
    void this.#pump();
  }

  /** Wants everything that a process has. */
  ask(processId: string): void {
    this.#asked.add(processId);
    void this.#pump();
  }

  /** Somebody wants everything that this process has. */
  sendState(): void {
    this.#isStateDue = true;
    void this.#pump();
  }

  async #connect(): Promise<void> {
    const { url, processId } = this.#options;
    const client = new Client({
      connectionString: url,
      application_name: 'tandem presence',
      connectionTimeoutMillis: 5_000,
      query_timeout: queryMaxMs,
      options: sessionOptions(queryMaxMs),
      keepAlive: true,
    });
    client.on('error', (error) => this.#lose(client, error));
    client.on('end', () => this.#lose(client, null));
    client.on('notification', ({ payload = '' }) => this.#receive(payload));
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
      await client.query(...notifyQuery([{ kind: 'ask', from: processId, to: null }]));
    } catch (error) {
      client.end().catch(() => undefined);
      throw error;
    }
    if (this.#isStopped) return client.end();
    this.#client = client;
    this.#changes.clear();
    this.sendState();
  }

  #lose(client: Client, error: Error | null): void {
    if (this.#client !== client || this.#isStopped) return;
    this.#client = null;
    this.#options.log.warn({ err: error }, 'presence lost its connection');
    client.end().catch(() => undefined);
    void this.#reconnect();
  }

  async #reconnect(): Promise<void> {
    for (let attempt = 0; !this.#isStopped; attempt += 1) {
      await sleep(Math.min(2_000, 50 * 2 ** attempt) * (0.5 + Math.random()));
      try {
        await this.#connect();
        this.#options.log.info('presence is connected again');
        return;
      } catch (error) {
        this.#options.log.warn({ err: error }, 'presence can not connect');
      }
    }
  }

  #receive(payload: string): void {
    const frame = parseFrame(payload);
    // One's own come back too.
    if (!frame || frame.from === this.#options.processId) return;
    this.receivedCount += 1;
    this.#options.onFrame(frame);
  }

  async #pump(): Promise<void> {
    if (this.#isPumping) return;
    this.#isPumping = true;
    try {
      for (;;) {
        const client = this.#client;
        const frames = client ? this.#collect() : [];
        if (!client || frames.length === 0) break;
        this.sentCount += frames.length;
        await this.#send(client, frames);
        await sleep(batchMs);
      }
    } finally {
      this.#isPumping = false;
    }
  }

  async #send(client: Client, frames: Frame[]): Promise<void> {
    try {
      await client.query(...notifyQuery(frames));
    } catch (error) {
      // Whether it was heard is not known: a new connection begins with everything.
      this.#lose(client, error instanceof Error ? error : null);
    }
  }

  /** What is due now, in the order in which it is to be heard. */
  #collect(): Frame[] {
    const { processId: from } = this.#options;
    const frames: Frame[] = [...this.#asked].map((to) => ({ kind: 'ask', from, to }));
    this.#asked.clear();
    if (this.#isStateDue) frames.push(...this.#stateFrames());
    else if (this.#changes.size > 0) frames.push(...this.#changeFrames());
    this.#changes.clear();
    this.#isStateDue = false;
    if (this.#isBeatDue) frames.push({ kind: 'beat', from, seq: this.#seq });
    this.#isBeatDue = false;
    return frames;
  }

  #stateFrames(): Frame[] {
    const { processId: from, state } = this.#options;
    const all = intoParts(state());
    return all.map((set, at) => ({
      ...{ kind: 'state', from, seq: (this.#seq += 1) },
      ...{ part: at + 1, parts: all.length, set },
    }));
  }

  #changeFrames(): Frame[] {
    const { processId: from } = this.#options;
    const items = [...this.#changes].map(([id, entry]) => entry ?? id);
    return intoParts(items).map((part) => ({
      ...{ kind: 'changes', from, seq: (this.#seq += 1) },
      set: part.filter((item) => typeof item !== 'string'),
      gone: part.filter((item) => typeof item === 'string'),
    }));
  }
}

/** One statement for many: they are heard in their order. */
function notifyQuery(frames: readonly Frame[]): [sql: string, values: [string, string[]]] {
  const payloads = frames.map((frame) => JSON.stringify(frame));
  return ['SELECT pg_notify($1, payload) FROM unnest($2::text[]) payload', [channel, payloads]];
}

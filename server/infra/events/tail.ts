/**
 * The process's one reader of the event log. It follows the table behind the fence and hands every
 * event on once, in order. Woken by this process's own commits, by an empty NOTIFY of the others and
 * by a poll behind both; a lost connection is made again and goes on from the same position.
 *
 * It never skips: the position moves only over rows that were read. It does not filter or deliver.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { sessionOptions } from '#server/infra/db/session-options.ts';
import type { Logger } from '#server/infra/log.ts';
import { AppError } from '#server/shared/errors.ts';
import type { Position } from './cursor.ts';
import type { CompanyRange, StoredEvent } from './read.ts';
import { readAfter, readBatchMax, readCompanyRange, readWatermark } from './read.ts';

const channel = 'tandem_events';
const pollMs = 250;
const notifyDebounceMs = 2;
/** After a wake the row may still stand behind an open transaction: look again soon. */
const recheckMs = [2, 4, 8, 16, 32, 64];

export interface TailOptions {
  url: string;
  log: Logger;
  /** Called with at least one event; must not throw. */
  onEvents: (events: StoredEvent[]) => void;
  /** The database was restored: positions mean nothing any more. */
  onEpoch: (epoch: string, position: Position) => void;
}

export class EventTail {
  readonly #options: TailOptions;
  #client: Client | null = null;
  #lastQuery: Promise<void> = Promise.resolve();
  #position: Position = { xid: 0n, id: 0n };
  #epoch = '';
  #lastReadAt = 0;
  #pumping = false;
  #woken = false;
  #stopped = false;
  #rechecks = 0;
  #pollTimer: NodeJS.Timeout | undefined;
  #recheckTimer: NodeJS.Timeout | undefined;
  #notifyTimer: NodeJS.Timeout | undefined;

  constructor(options: TailOptions) {
    this.#options = options;
  }

  get epoch(): string {
    return this.#epoch;
  }

  get position(): Position {
    return this.#position;
  }

  /** Milliseconds since the log was last read with success. */
  get silentMs(): number {
    return Date.now() - this.#lastReadAt;
  }

  async start(): Promise<void> {
    await this.#connect();
    this.#pollTimer = setInterval(() => void this.#pump(), pollMs);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#pollTimer);
    clearTimeout(this.#recheckTimer);
    clearTimeout(this.#notifyTimer);
    await this.#lastQuery;
    await this.#client?.end();
  }

  /** Right after a commit of this process: read at once, and tell the other processes. */
  wake(): void {
    this.#rechecks = 0;
    void this.#pump();
    this.#notifyTimer ??= setTimeout(() => {
      this.#notifyTimer = undefined;
      // Lost only with the connection, and the poll of the others stands behind it.
      this.#query((client) => client.query(`NOTIFY ${channel}`)).catch(() => undefined);
    }, notifyDebounceMs);
  }

  /** Past events of a company, for pages that were away longer than the ring reaches. */
  readRange(range: CompanyRange): Promise<StoredEvent[]> {
    return this.#query((client) => readCompanyRange(client, range));
  }

  /** One statement at a time on the one connection. @throws AppError SERVICE_UNAVAILABLE without it */
  #query<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
    const result = this.#lastQuery.then(() => {
      if (!this.#client) throw new AppError('SERVICE_UNAVAILABLE');
      return work(this.#client);
    });
    this.#lastQuery = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }

  async #connect(): Promise<void> {
    const client = new Client({
      connectionString: this.#options.url,
      connectionTimeoutMillis: 5_000,
      options: sessionOptions(15_000),
      keepAlive: true,
    });
    client.on('error', (error) => this.#lose(client, error));
    client.on('end', () => this.#lose(client, null));
    let ownId = 0;
    client.on('notification', ({ processId }) => {
      // One's own comes back too, long after the wake that sent it has read.
      if (processId === ownId) return;
      this.#rechecks = 0;
      void this.#pump();
    });
    await client.connect();
    const own = await client.query<{ id: number }>('SELECT pg_backend_pid() AS id');
    ownId = own.rows[0]?.id ?? 0;
    await client.query(`LISTEN ${channel}`);
    const watermark = await readWatermark(client);
    this.#client = client;
    this.#lastReadAt = Date.now();
    if (watermark.epoch === this.#epoch) return;
    this.#epoch = watermark.epoch;
    this.#position = watermark.position;
    this.#options.onEpoch(watermark.epoch, watermark.position);
  }

  #lose(client: Client, error: Error | null): void {
    if (this.#client !== client || this.#stopped) return;
    this.#client = null;
    this.#options.log.warn({ err: error }, 'the event tail lost its connection');
    void this.#reconnect();
  }

  async #reconnect(): Promise<void> {
    for (let attempt = 0; !this.#stopped; attempt += 1) {
      await sleep(Math.min(2_000, 50 * 2 ** attempt) * (0.5 + Math.random()));
      try {
        await this.#connect();
        this.#options.log.info('the event tail is connected again');
        await this.#pump();
        return;
      } catch (error) {
        this.#options.log.warn({ err: error }, 'the event tail can not connect');
      }
    }
  }

  async #pump(): Promise<void> {
    this.#woken = true;
    if (this.#pumping) return;
    this.#pumping = true;
    try {
      while (this.#woken && this.#client && !this.#stopped) {
        this.#woken = false;
        await this.#drain();
      }
    } catch (error) {
      // The connection's own error handler reconnects; anything else is tried again by the poll.
      this.#options.log.warn({ err: error }, 'the event tail could not read');
    } finally {
      this.#pumping = false;
    }
  }

  async #drain(): Promise<void> {
    let count: number;
    let settled: boolean;
    do {
      const batch = await this.#query((client) => readAfter(client, this.#position));
      const { events } = batch;
      this.#lastReadAt = Date.now();
      count = events.length;
      settled = batch.settled;
      const last = events.at(-1);
      if (last) {
        this.#position = last.position;
        this.#options.onEvents(events);
      }
    } while (count === readBatchMax);
    if (count > 0) this.#rechecks = 0;
    if (!settled) this.#recheck();
  }

  #recheck(): void {
    const delay = recheckMs[this.#rechecks];
    if (delay === undefined || this.#recheckTimer) return;
    this.#rechecks += 1;
    this.#recheckTimer = setTimeout(() => {
      this.#recheckTimer = undefined;
      void this.#pump();
    }, delay);
  }
}

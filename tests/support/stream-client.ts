/**
 * A reader of the event stream, close to the wire: it keeps every message and the last cursor, and
 * can be cut off without a goodbye.
 */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { ClientOptions } from 'ws';
import type { EventEnvelope, StreamMessage } from '#server/shared/event.ts';

interface Wire {
  id: number | null;
  method?: string;
  error?: unknown;
  result?: { type: string; id?: string; data?: { id: string; data: StreamMessage } };
}

export interface StreamAddress extends Pick<ClientOptions, 'headers'> {
  url: string;
}

export class StreamClient {
  readonly socket: WebSocket;
  readonly messages: StreamMessage[] = [];
  readonly errors: unknown[] = [];
  lastCursor: string | undefined;
  closeCode: number | null = null;
  reconnectAsked = false;
  #listeners = new Set<() => void>();

  private constructor(socket: WebSocket, lastCursor: string | undefined) {
    this.socket = socket;
    this.lastCursor = lastCursor;
    socket.on('message', (data: Buffer) => this.#receive(data.toString()));
    socket.on('close', (code) => {
      this.closeCode = code;
      this.#tell();
    });
    socket.on('error', () => this.#tell());
  }

  /** Resolves once it is subscribed and caught up. */
  static async open(address: StreamAddress, lastEventId?: string): Promise<StreamClient> {
    const client = await StreamClient.connect(address, lastEventId);
    client.subscribe();
    await client.until(() => client.messages.some(({ kind }) => kind === 'live'));
    return client;
  }

  /** @throws when the upgrade is refused */
  static async connect(address: StreamAddress, lastEventId?: string): Promise<StreamClient> {
    const socket = new WebSocket(address.url, { headers: address.headers ?? {} });
    const client = new StreamClient(socket, lastEventId);
    await once(socket, 'open');
    return client;
  }

  subscribe(id = 1): void {
    const lastEventId = this.lastCursor;
    const params = { path: 'event.stream', input: {}, ...(lastEventId ? { lastEventId } : {}) };
    this.socket.send(JSON.stringify({ id, method: 'subscription', params }));
  }

  get events(): EventEnvelope[] {
    return this.messages.flatMap((message) => (message.kind === 'events' ? message.events : []));
  }

  /** @throws when it has not come true within the time */
  async until(claim: () => boolean, timeoutMs = 20_000): Promise<void> {
    if (claim()) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#listeners.delete(check);
        reject(
          new Error(`not within ${timeoutMs} ms; got ${JSON.stringify(this.messages.slice(-3))}`),
        );
      }, timeoutMs);
      const check = () => {
        if (!claim()) return;
        clearTimeout(timer);
        this.#listeners.delete(check);
        resolve();
      };
      this.#listeners.add(check);
    });
  }

  async untilEvent(type: string, timeoutMs?: number): Promise<EventEnvelope> {
    const find = () => this.events.find((event) => event.type === type);
    await this.until(() => find() !== undefined, timeoutMs);
    const found = find();
    if (!found) throw new Error('unreachable');
    return found;
  }

  close(): void {
    this.socket.close();
  }

  /** As a cut cable: no close frame. */
  cut(): void {
    this.socket.terminate();
  }

  #receive(text: string): void {
    if (text === 'PING' || text === 'PONG') return;
    const wire = JSON.parse(text) as Wire;
    if (wire.method === 'reconnect') this.reconnectAsked = true;
    if (wire.error !== undefined) this.errors.push(wire.error);
    if (wire.result?.type === 'data' && wire.result.data) {
      this.lastCursor = wire.result.id;
      this.messages.push(wire.result.data.data);
    }
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

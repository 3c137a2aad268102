/**
 * A page as far as events go: it keeps customers in the browser's own cache by the browser's own
 * handler, is cut off again and again, and comes back from its last cursor. It counts what it
 * applied, and what it applied a second time.
 */
import { QueryClient } from '@tanstack/react-query';
import { WebSocket } from 'ws';
import { customerEventHandler } from '#app/features/customer/cache.ts';
import { newness } from '#app/lib/cached-queries.ts';
import type { CustomerDto } from '#server/features/customer/schema.ts';
import type { TandemEvent } from '#server/features/event/schema.ts';
import type { EventEnvelope, StreamMessage } from '#server/shared/event.ts';
import { subscribeMessage } from '../support/viewers.ts';

/**
 * `real` is the product's page. The others are controls: `forgetful` comes back without its cursor,
 * `trusting` comes back from where it first began and takes every delivery as new.
 */
export type Memory = 'real' | 'forgetful' | 'trusting';

export interface FollowerOptions {
  /** Where to connect now: it may change when a server is gone. */
  origin: () => string;
  cookie: string;
  memory: Memory;
  cursor: string | undefined;
  customers: readonly CustomerDto[];
}

interface Wire {
  result?: { type: string; id?: string; data?: { data: StreamMessage } };
}

const getKey = (customerId: number) =>
  [['customer', 'get'], { input: { customerId }, type: 'query' }] as const;

export class Follower {
  readonly #options: FollowerOptions;
  readonly #cache = new QueryClient();
  readonly #applied = new Set<string>();
  #socket: WebSocket | null = null;
  #cursor: string | undefined;
  #closed = false;
  secondApplications = 0;
  deliveredTwice = 0;
  gaps = 0;
  resyncs = 0;
  connects = 0;
  isLive = false;

  constructor(options: FollowerOptions) {
    this.#options = options;
    this.#cursor = options.cursor;
    for (const customer of options.customers) {
      this.#cache.setQueryData(getKey(customer.id), customer);
    }
    this.#connect();
  }

  get applied(): number {
    return this.#applied.size;
  }

  state(customerId: number): CustomerDto | undefined {
    return this.#cache.getQueryData<CustomerDto>(getKey(customerId));
  }

  /** As a cable that is pulled: no goodbye, and what was on its way is lost. */
  cut(): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.terminate();
  }

  close(): void {
    this.#closed = true;
    this.#socket?.terminate();
    this.#cache.clear();
  }

  #connect(): void {
    const { origin, cookie, memory, cursor } = this.#options;
    const base = origin();
    const socket = new WebSocket(`${base.replace('http', 'ws')}/trpc`, {
      headers: { origin: base, cookie },
    });
    this.#socket = socket;
    this.isLive = false;
    socket.on('open', () => {
      this.connects += 1;
      const cursors = { real: this.#cursor, forgetful: undefined, trusting: cursor };
      // The very first subscription starts from the snapshot in any case.
      socket.send(subscribeMessage(this.connects === 1 ? cursor : cursors[memory]));
    });
    socket.on('message', (data: Buffer) => this.#receive(data.toString()));
    // Refused or broken: `close` follows and tries again.
    socket.on('error', () => undefined);
    socket.once('close', () => {
      this.isLive = false;
      if (!this.#closed) setTimeout(() => this.#connect(), 5 + Math.random() * 20);
    });
  }

  #receive(text: string): void {
    const { result } = JSON.parse(text) as Wire;
    const message = result?.data?.data;
    if (result?.type !== 'data' || message === undefined) return;
    if (message.kind === 'live') this.isLive = true;
    if (message.kind === 'resync') this.resyncs += 1;
    if (message.kind === 'events') for (const event of message.events) this.#apply(event);
    this.#cursor = result.id;
  }

  #apply(event: EventEnvelope): void {
    const { id, subject, version } = event;
    const held = subject.type === 'customer' ? this.state(subject.id) : undefined;
    if (!held) return;
    const isKnown = this.#applied.has(id);
    if (isKnown) this.deliveredTwice += 1;
    const step = this.#options.memory === 'trusting' ? 'next' : newness(version, held.version);
    if (step === 'gap') this.gaps += 1;
    if (step !== 'next') return;
    const before = this.#options.memory === 'trusting' ? { ...held, version: version - 1 } : held;
    this.#cache.setQueryData(getKey(subject.id), before);
    customerEventHandler(event as TandemEvent, { queryClient: this.#cache });
    if (this.state(subject.id) === before) return;
    if (isKnown) this.secondApplications += 1;
    this.#applied.add(id);
  }
}

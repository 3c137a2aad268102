/**
 * One socket: it speaks tRPC's subscription protocol and nothing else. Queries and mutations go over
 * HTTP, so everything that a frame can ask for is to follow a stream, or to stop.
 *
 * Limits: frames by size (the server's `maxPayload`), by rate and by calls in each; subscriptions by
 * number. Whatever breaks them is closed with a code; nobody else notices.
 */
import { callTRPCProcedure, getTRPCErrorFromUnknown, getTRPCErrorShape } from '@trpc/server';
import type { RawData, WebSocket } from 'ws';
import { z } from 'zod';
import type { EventHub } from '#server/infra/events/hub.ts';
import type { EncodedMessage } from '#server/infra/events/message.ts';
import type { Connection, Reader } from '#server/infra/events/readers.ts';
import { EventStream } from '#server/infra/events/stream.ts';
import type { Logger } from '#server/infra/log.ts';
import { appRouter } from '#server/router.ts';
import type { SignedIn } from '#server/infra/auth/auth.ts';
import type { RequestContext } from '#server/trpc/context.ts';
import { SlowReaderGuard } from './slow-reader-guard.ts';

const messagesMax = 60;
const messagesWindowMs = 10_000;
const callsPerFrameMax = 10;
const subscriptionsMax = 4;

/** Close codes: RFC 6455, section 7.4.1; 4401 is ours: the session ended. */
const closeCode = { unsupported: 1003, malformed: 1007, policy: 1008, sessionEnded: 4401 } as const;

const callId = z.union([z.number().int(), z.string().max(40)]);
const call = z.discriminatedUnion('method', [
  z.object({
    id: callId,
    method: z.literal('subscription'),
    params: z.object({
      path: z.string().max(100),
      input: z.record(z.string(), z.unknown()).nullish(),
      lastEventId: z.string().max(100).nullish(),
    }),
  }),
  z.object({ id: callId, method: z.literal('subscription.stop') }),
]);
type Call = z.infer<typeof call>;
type SubscribeCall = Extract<Call, { method: 'subscription' }>;

const frame = z.union([z.array(call).max(callsPerFrameMax), call.transform((one) => [one])]);

export interface SocketConnectionOptions {
  socket: WebSocket;
  session: SignedIn;
  hub: EventHub;
  log: Logger;
  /** Reads the session anew: the same guard as for an HTTP request. */
  createContext: () => Promise<RequestContext>;
}

export class SocketConnection implements Connection {
  readonly userId: number;
  readonly sessionHash: string;
  expiresAt: Date;
  readonly #options: SocketConnectionOptions;
  /** Null while the guard is still asked. */
  readonly #readers = new Map<string, Reader | null>();
  readonly #guard: SlowReaderGuard;
  #windowStartedAt = 0;
  #messagesInWindow = 0;

  constructor(options: SocketConnectionOptions) {
    const { socket, session, hub } = options;
    this.#options = options;
    this.userId = session.actor.userId;
    this.sessionHash = session.sessionHash;
    this.expiresAt = session.expiresAt;
    this.#guard = new SlowReaderGuard(socket);
    hub.register(this);
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    // Answered by the library itself, so they are counted like messages: a flood costs answers too.
    socket.on('ping', () => this.#limitRate());
    socket.on('pong', () => this.#limitRate());
    socket.on('error', (error) => options.log.debug({ err: error }, 'socket error'));
    socket.once('close', () => this.#release());
  }

  close(code: number, reason: string): void {
    this.#release();
    this.#options.socket.close(code, reason);
  }

  /** tRPC's own word for "connect again": the client keeps its subscriptions and resumes them. */
  askToReconnect(): void {
    this.#options.socket.send('{"id":null,"method":"reconnect"}');
  }

  #release(): void {
    this.#options.hub.unregister(this);
    for (const reader of this.#readers.values()) if (reader) this.#options.hub.detach(reader);
    this.#readers.clear();
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (isBinary) return this.close(closeCode.unsupported, 'text frames only');
    if (!this.#limitRate()) return;
    // With the default `binaryType` a text frame arrives as one Buffer.
    const text = (data as Buffer).toString('utf8');
    if (text === 'PING') return this.#options.socket.send('PONG');
    if (text === 'PONG') return;
    const calls = parseFrame(text);
    if (calls === null) return this.close(closeCode.malformed, 'malformed message');
    for (const one of calls) this.#handle(one);
  }

  /** False, and the socket closed, when more came than one page has reason to send. */
  #limitRate(): boolean {
    const now = performance.now();
    if (now - this.#windowStartedAt > messagesWindowMs) {
      this.#windowStartedAt = now;
      this.#messagesInWindow = 0;
    }
    this.#messagesInWindow += 1;
    if (this.#messagesInWindow <= messagesMax) return true;
    this.close(closeCode.policy, 'too many messages');
    return false;
  }

  #handle(one: Call): void {
    const key = JSON.stringify(one.id);
    if (one.method === 'subscription.stop') return this.#stop(key);
    if (this.#readers.has(key) || this.#readers.size >= subscriptionsMax) {
      return this.close(closeCode.policy, 'too many subscriptions');
    }
    this.#readers.set(key, null);
    this.#subscribe(one, key).catch((error: unknown) => {
      // The answer itself failed: the socket is of no use to the client any more.
      this.#options.log.error({ err: error }, 'a subscription could not be answered');
      this.close(1011, 'internal error');
    });
  }

  #stop(key: string): void {
    const reader = this.#readers.get(key);
    if (reader) this.#options.hub.detach(reader);
    this.#readers.delete(key);
    this.#respond(key, '"result":{"type":"stopped"}');
  }

  async #subscribe({ params }: SubscribeCall, key: string): Promise<void> {
    const { hub, createContext, log } = this.#options;
    const { path, input, lastEventId } = params;
    const rawInput = { ...input, ...(lastEventId ? { lastEventId } : {}) };
    let ctx: RequestContext | undefined;
    try {
      ctx = await createContext();
      if (!ctx.session) return this.close(closeCode.sessionEnded, 'session ended');
      const result: unknown = await callTRPCProcedure({
        router: appRouter,
        path,
        ctx,
        type: 'subscription',
        getRawInput: () => Promise.resolve(rawInput),
        signal: undefined,
        batchIndex: 0,
      });
      if (!(result instanceof EventStream)) throw new Error(`${path} is not a stream`);
      if (!this.#readers.has(key)) return;
      this.#respond(key, '"result":{"type":"started"}');
      const reader = this.#createReader(result, key);
      this.#readers.set(key, reader);
      await hub.attach(reader, result.request.lastCursor);
      if (this.#readers.get(key) !== reader) hub.detach(reader);
    } catch (cause) {
      this.#readers.delete(key);
      const error = getTRPCErrorFromUnknown(cause);
      if (error.code === 'INTERNAL_SERVER_ERROR') log.error({ err: cause }, 'subscription failed');
      const { _config: config } = appRouter._def;
      const shape = getTRPCErrorShape({ config, error, ctx, type: 'subscription', path, input });
      this.#respond(key, `"error":${JSON.stringify(shape)}`);
    }
  }

  #createReader({ request }: EventStream, key: string): Reader {
    const { socket } = this.#options;
    const guard = this.#guard;
    return {
      companyId: request.companyId,
      classKey: request.classKey,
      view: request.view,
      send: (message: EncodedMessage) => guard.send(message.for(key)),
      isStalled: () => guard.isStalled,
      tryResume: () => guard.tryResume(),
      isClosed: () => socket.readyState !== socket.OPEN || !this.#readers.has(key),
    };
  }

  #respond(key: string, rest: string): void {
    if (this.#options.socket.readyState !== this.#options.socket.OPEN) return;
    this.#options.socket.send(`{"id":${key},${rest}}`);
  }
}

/** Null for anything that is not a frame of calls we serve. */
function parseFrame(text: string): Call[] | null {
  try {
    const parsed = frame.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    // Not JSON at all; the caller closes the socket.
    return null;
  }
}

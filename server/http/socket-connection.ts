/**
 * One socket: it speaks the part of tRPC's protocol that `socket-protocol.ts` names. A page follows
 * streams over it and shows where it is; its lease of presence lives exactly as long.
 *
 * Limits: frames by size (the server's `maxPayload`), by rate and by calls in each; subscriptions by
 * number. Whatever breaks them is closed with a code; nobody else notices.
 */
import type { RawData, WebSocket } from 'ws';
import type { SignedIn } from '#server/infra/auth/auth.ts';
import type { EncodedAnswer } from '#server/infra/encoded-answer.ts';
import type { Connection } from '#server/infra/events/readers.ts';
import { EventStream } from '#server/infra/events/stream.ts';
import type { Logger } from '#server/infra/log.ts';
import type { PresenceLease } from '#server/infra/presence/lease.ts';
import { PresenceStream } from '#server/infra/presence/stream.ts';
import type { RequestContext, Services } from '#server/trpc/context.ts';
import { SlowReaderGuard } from './slow-reader-guard.ts';
import { callProcedure, refusalOf } from './socket-call.ts';
import { closeCode, parseFrame } from './socket-protocol.ts';
import type { Call, MutateCall, SubscribeCall } from './socket-protocol.ts';
import { SocketRate } from './socket-rate.ts';

const subscriptionsMax = 4;

/** Counted in checks, a second apart: a process that stood still itself takes nobody for dead. */
const pingEveryChecks = 5;
/** Silent for longer, nobody is shown who may well be gone; the socket itself is given more time. */
const silentShownMax = 10;
const silentOpenMax = 30;

export interface SocketConnectionOptions {
  socket: WebSocket;
  session: SignedIn;
  services: Pick<Services, 'events' | 'presence'>;
  log: Logger;
  /** Reads the session anew: the same guard as for an HTTP request. */
  createContext: () => Promise<RequestContext>;
}

interface Subscription {
  call: SubscribeCall;
  hasStarted: boolean;
  /** Null while the guard is still asked. */
  end: (() => void) | null;
}

export class SocketConnection implements Connection {
  readonly userId: number;
  readonly companyId: number;
  readonly sessionHash: string;
  expiresAt: Date;
  readonly #options: SocketConnectionOptions;
  readonly #lease: PresenceLease;
  /** By the id of its call, as JSON. */
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #guard: SlowReaderGuard;
  readonly #rate = new SocketRate();
  /** What the guard said last, since this socket is registered for revocation. */
  #context: RequestContext | null = null;
  #asking: Promise<RequestContext | null> | null = null;
  #lastMutation: Promise<void> = Promise.resolve();
  #silentChecks = 0;
  /** How often rights changed: what the guard said before does not hold after. */
  #rightsChanges = 0;

  constructor(options: SocketConnectionOptions) {
    const { socket, session, services } = options;
    const { actor } = session;
    this.#options = options;
    this.userId = actor.userId;
    this.companyId = actor.companyId;
    this.sessionHash = session.sessionHash;
    this.expiresAt = session.expiresAt;
    this.#guard = new SlowReaderGuard(socket);
    this.#lease = services.presence.open({
      companyId: actor.companyId,
      user: { id: actor.userId, name: `${actor.firstName} ${actor.lastName}` },
    });
    services.events.register(this);
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

  /** The page keeps its socket and its subscriptions; each is asked for again. */
  renewRights(): void {
    this.#rightsChanges += 1;
    this.#context = null;
    // Whether it may still be shown is asked with the next place.
    this.#lease.customerId = null;
    for (const [key, { call, hasStarted, end }] of this.#subscriptions) {
      end?.();
      const renewed: Subscription = { call, hasStarted, end: null };
      this.#subscriptions.set(key, renewed);
      void this.#answering(call, key, () => this.#subscribe(renewed, key));
    }
  }

  /** tRPC's own word for "connect again": the client keeps its subscriptions and resumes them. */
  askToReconnect(): void {
    this.#options.socket.send('{"id":null,"method":"reconnect"}');
  }

  /**
   * Once a second: asks for a sign of life. A slow reader's answer waits behind all that it has not
   * read, so that who is silent is first only hidden from colleagues, and cut off much later.
   */
  checkPulse(): void {
    const { socket } = this.#options;
    this.#silentChecks += 1;
    if (this.#silentChecks > silentOpenMax) return socket.terminate();
    if (this.#silentChecks > silentShownMax) this.#lease.suspend();
    if (this.#silentChecks % pingEveryChecks === 0) socket.ping();
  }

  #release(): void {
    const { events } = this.#options.services;
    events.unregister(this);
    this.#lease.end();
    for (const { end } of this.#subscriptions.values()) end?.();
    this.#subscriptions.clear();
  }

  #receive(data: RawData, isBinary: boolean): void {
    // What still comes on a socket that is being closed is not listened to.
    if (this.#options.socket.readyState !== this.#options.socket.OPEN) return;
    if (isBinary) return this.close(closeCode.unsupported, 'text frames only');
    if (!this.#limitRate()) return;
    // With the default `binaryType` a text frame arrives as one Buffer.
    const text = (data as Buffer).toString('utf8');
    if (text === 'PING') return this.#options.socket.send('PONG');
    if (text === 'PONG') return;
    const calls = parseFrame(text);
    if (calls === null) return this.close(closeCode.malformed, 'malformed message');
    const mutations = calls.filter(({ method }) => method === 'mutation').length;
    if (mutations > 1 && !this.#limitRate(mutations - 1)) return;
    for (const one of calls) this.#handle(one);
  }

  /** Whatever came is a sign of life. False, and the socket closed, when it was too much. */
  #limitRate(count = 1): boolean {
    this.#silentChecks = 0;
    this.#lease.resume();
    if (this.#rate.take(count)) return true;
    this.close(closeCode.policy, 'too many messages');
    return false;
  }

  #handle(one: Call): void {
    const key = JSON.stringify(one.id);
    if (one.method === 'subscription.stop') return this.#stop(key);
    if (one.method === 'mutation') return this.#mutate(one, key);
    if (this.#subscriptions.has(key) || this.#subscriptions.size >= subscriptionsMax) {
      return this.close(closeCode.policy, 'too many subscriptions');
    }
    const subscription: Subscription = { call: one, hasStarted: false, end: null };
    this.#subscriptions.set(key, subscription);
    void this.#answering(one, key, () => this.#subscribe(subscription, key));
  }

  #stop(key: string): void {
    this.#subscriptions.get(key)?.end?.();
    this.#subscriptions.delete(key);
    this.#respond(key, '"result":{"type":"stopped"}');
  }

  async #subscribe(subscription: Subscription, key: string): Promise<void> {
    const ctx = await this.#askGuard();
    if (!ctx) return;
    const result = await callProcedure(subscription.call, ctx);
    if (this.#subscriptions.get(key) !== subscription) return;
    const { events, presence } = this.#options.services;
    const isNew = !subscription.hasStarted;
    if (isNew) this.#respond(key, '"result":{"type":"started"}');
    subscription.hasStarted = true;
    if (result instanceof EventStream) {
      const reader = { ...result.request, ...this.#createReader(key, subscription) };
      const end = () => events.detach(reader);
      subscription.end = end;
      if (isNew) await events.attach(reader, result.request.lastCursor);
      else await events.reattach(reader);
      // It may have ended while it was catching up.
      if (this.#subscriptions.get(key) !== subscription) end();
    } else if (result instanceof PresenceStream) {
      const reader = { ...result.request, ...this.#createReader(key, subscription) };
      subscription.end = () => presence.detach(reader);
      presence.attach(reader);
    } else throw new Error(`${subscription.call.params.path} is not a stream`);
  }

  /** One after another, in the order in which they came. */
  #mutate(one: MutateCall, key: string): void {
    const show = async () => {
      // The session as this socket's guard found it: its end closes the socket, so that neither it
      // nor its expiry is looked up for each field that a tab moves through.
      const ctx = this.#context ?? (await this.#askGuard());
      if (!ctx) return;
      const result = await callProcedure(one, ctx);
      this.#respond(key, `"result":{"type":"data","data":${JSON.stringify(result)}}`);
    };
    this.#lastMutation = this.#lastMutation.then(() => this.#answering(one, key, show));
  }

  /** The guard of every request; what is asked at the same moment shares the answer. */
  #askGuard(): Promise<RequestContext | null> {
    this.#asking ??= this.#readGuard().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  /** Null, and the socket closed, when the session has ended. */
  async #readGuard(): Promise<RequestContext | null> {
    const changes = this.#rightsChanges;
    const ctx = await this.#options.createContext();
    if (changes !== this.#rightsChanges) return this.#readGuard();
    if (!ctx.session) {
      this.close(closeCode.sessionEnded, 'ended');
      return null;
    }
    this.#context = { ...ctx, lease: this.#lease };
    return this.#context;
  }

  /** What goes wrong is the answer to that call alone. */
  async #answering(
    one: SubscribeCall | MutateCall,
    key: string,
    work: () => Promise<void>,
  ): Promise<void> {
    try {
      await work();
    } catch (cause) {
      if (one.method === 'subscription') this.#subscriptions.delete(key);
      const { isFault, shape } = refusalOf(cause, one, this.#context ?? undefined);
      if (isFault) this.#options.log.error({ err: cause, path: one.params.path }, 'a call failed');
      this.#respond(key, `"error":${JSON.stringify(shape)}`);
    }
  }

  #createReader(key: string, subscription: Subscription) {
    const { socket } = this.#options;
    const gate = this.#guard.openGate();
    return {
      ...gate,
      send: (message: EncodedAnswer) => this.#guard.send(message.for(key)),
      isClosed: () =>
        socket.readyState !== socket.OPEN || this.#subscriptions.get(key) !== subscription,
    };
  }

  #respond(key: string, rest: string): void {
    if (this.#options.socket.readyState !== this.#options.socket.OPEN) return;
    this.#options.socket.send(`{"id":${key},${rest}}`);
  }
}

/**
 * The upgrade to a socket, which is ours: exact Origin, a session, a cap per user; refused before
 * 101. It also finds peers that vanished without a word, and lets all go in slices on a stop.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { Services } from '#server/trpc/context.ts';
import type { ContextFactory, RequestRules } from './request.ts';
import { isOriginAllowed, newRequestId } from './request.ts';
import { SocketConnection } from './socket-connection.ts';

const path = '/trpc';
const socketsPerUserMax = 50;
const maxPayloadBytes = 64 * 1024;
const pulseMs = 1_000;
/** On a stop: so many are asked to reconnect at a time, then a pause. */
const farewellSlice = 200;
const farewellPauseMs = 100;

export interface SocketServerOptions {
  services: Services;
  rules: RequestRules;
  createContext: ContextFactory;
}

export class SocketServer {
  readonly #options: SocketServerOptions;
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: maxPayloadBytes,
    perMessageDeflate: false,
    clientTracking: true,
  });
  readonly #connections = new Map<WebSocket, SocketConnection>();
  #pulseTimer: NodeJS.Timeout | undefined;
  #stopping = false;

  constructor(options: SocketServerOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#connections.size;
  }

  attachTo(server: Server): void {
    server.on('upgrade', (request, socket, head) => {
      socket.on('error', () => socket.destroy());
      if (pathOf(request) !== path) {
        // Other paths belong to other listeners (the development server's hot reload), if there are
        // any: a connection that nobody answers would stay open for good.
        if (server.listenerCount('upgrade') === 1) refuse(socket, 404, 'Not Found');
        return;
      }
      this.#upgrade(request, socket, head).catch((error: unknown) => {
        this.#options.services.log.error({ err: error }, 'an upgrade failed');
        refuse(socket, 503, 'Service Unavailable');
      });
    });
    this.#pulseTimer = setInterval(() => {
      for (const connection of this.#connections.values()) connection.checkPulse();
    }, pulseMs);
  }

  /** Asks everyone to connect elsewhere, a slice at a time, then closes with 1012. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#pulseTimer);
    const connections = [...this.#connections.values()];
    for (let start = 0; start < connections.length; start += farewellSlice) {
      for (const one of connections.slice(start, start + farewellSlice)) one.askToReconnect();
      await sleep(farewellPauseMs);
    }
    for (const one of connections) one.close(1012, 'service restart');
    await sleep(50);
    for (const socket of this.#server.clients) socket.terminate();
  }

  async #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const { services, rules, createContext } = this.#options;
    if (this.#stopping) return refuse(socket, 503, 'Service Unavailable');
    if (!isOriginAllowed(request, rules)) return refuse(socket, 403, 'Forbidden');
    const requestId = newRequestId();
    const readContext = () => createContext(request, { requestId, setCookie: () => undefined });
    const { session } = await readContext();
    if (!session) return refuse(socket, 401, 'Unauthorized');
    if (services.events.countConnections(session.actor.userId) >= socketsPerUserMax) {
      return refuse(socket, 429, 'Too Many Requests');
    }
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      const connection = new SocketConnection({
        socket: webSocket,
        session,
        services,
        log: services.log.child({ requestId }),
        createContext: readContext,
      });
      this.#connections.set(webSocket, connection);
      webSocket.once('close', () => this.#connections.delete(webSocket));
    });
  }
}

/** The path alone; what can't be read is no path of ours. */
function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?')[0] ?? '';
}

function refuse(socket: Duplex, status: number, text: string): void {
  // Without this the other side could keep its half of the connection open as long as it likes.
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${text}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/**
 * Many open pages at little cost: sockets that hand every message on as the bytes that came. They
 * speak to the product's server, and, without a subscription, to the references.
 */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { FixtureUser } from './fixture.ts';
import { at } from './fixture.ts';

export type OnMessage = (data: Buffer, viewer: number) => void;

export interface Viewers {
  sockets: WebSocket[];
  onMessage: (listener: OnMessage) => void;
  close: () => Promise<void>;
}

export interface ViewersOptions {
  url: string;
  count: number;
  headers: (viewer: number) => Record<string, string>;
  /** Sent after opening; then the first message that includes `ready` is waited for. */
  hello?: string;
  ready?: string;
}

const openAtOnce = 50;

export async function openViewers(options: ViewersOptions): Promise<Viewers> {
  const sockets: WebSocket[] = [];
  let listener: OnMessage = () => undefined;
  for (let first = 0; first < options.count; first += openAtOnce) {
    const slice = Array.from({ length: Math.min(openAtOnce, options.count - first) });
    const opened = await Promise.all(slice.map((_, index) => openOne(options, first + index)));
    opened.forEach((socket, index) => {
      const viewer = first + index;
      socket.on('message', (data: Buffer) => listener(data, viewer));
      sockets.push(socket);
    });
  }
  return {
    sockets,
    onMessage: (next) => {
      listener = next;
    },
    close: async () => {
      const closed = sockets
        .filter(({ readyState }) => readyState !== WebSocket.CLOSED)
        .map((socket) => once(socket, 'close'));
      for (const socket of sockets) socket.terminate();
      await Promise.all(closed);
    },
  };
}

async function openOne(
  { url, headers, hello, ready }: ViewersOptions,
  viewer: number,
): Promise<WebSocket> {
  const socket = new WebSocket(url, { headers: headers(viewer), perMessageDeflate: false });
  await once(socket, 'open');
  socket.on('error', () => undefined);
  if (hello === undefined || ready === undefined) return socket;
  await new Promise<void>((resolve, reject) => {
    const check = (data: Buffer) => {
      if (!data.includes(ready)) return;
      socket.off('message', check);
      resolve();
    };
    socket.on('message', check);
    socket.once('close', (code) => reject(new Error(`closed with ${code} before it was ready`)));
    socket.send(hello);
  });
  return socket;
}

/** Pages of our own product, spread over its users. */
export function ownViewers(
  origin: string,
  users: readonly FixtureUser[],
  count: number,
): Promise<Viewers> {
  return openViewers({
    url: `${origin.replace('http', 'ws')}/trpc`,
    count,
    headers: (viewer) => ({ origin, cookie: at(users, viewer).cookie }),
    hello: subscribeMessage(),
    ready: '"kind":"live"',
  });
}

export function subscribeMessage(lastEventId?: string): string {
  const params = { path: 'event.stream', input: {}, ...(lastEventId ? { lastEventId } : {}) };
  return JSON.stringify({ id: 1, method: 'subscription', params });
}

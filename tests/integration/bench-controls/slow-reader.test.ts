import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { SlowReaderGuard } from '#server/http/slow-reader-guard.ts';

const frame = Buffer.alloc(100_000, 'x');
const frames = 400;

let server: WebSocketServer;
let reader: WebSocket;
let ours: WebSocket;

beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  await once(server, 'listening');
  const connected = once(server, 'connection') as Promise<[WebSocket]>;
  reader = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await once(reader, 'open');
  [ours] = await connected;
  reader.pause();
});

afterEach(() => {
  reader.terminate();
  server.close();
});

it('keeps no more than two megabytes for a page that stopped reading', async () => {
  const guard = new SlowReaderGuard(ours);
  for (let sent = 0; sent < frames; sent += 1) {
    guard.send(frame);
    await new Promise(setImmediate);
  }
  expect(guard.isStalled).toBe(true);
  expect(ours.bufferedAmount).toBeLessThan(2_000_000);
});

it('would keep everything without the guard', async () => {
  for (let sent = 0; sent < frames; sent += 1) {
    ours.send(frame, { binary: false });
    await new Promise(setImmediate);
  }
  expect(ours.bufferedAmount).toBeGreaterThan(20_000_000);
});

/**
 * The reference: bare `ws` that sends one buffer to everybody, with no rights, no log and no
 * database. On a message (or when the parent asks) it broadcasts.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { answerParent } from './answer-parent.ts';

export interface BroadcastPlan {
  bytes: number;
  /** Buffers one after another in a burst, then a pause. */
  burst: number;
  bursts: number;
  pauseMs: number;
}

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });

function broadcast(buffer: Buffer): void {
  for (const socket of server.clients) socket.send(buffer, { binary: false });
}

/** The time goes to those who wait: what a client sends is handed to all, the sender included. */
server.on('connection', (socket) => {
  socket.on('message', (data: Buffer) => broadcast(data));
});

async function run(argument: unknown): Promise<void> {
  const { bytes, burst, bursts, pauseMs } = argument as BroadcastPlan;
  for (let round = 0; round < bursts; round += 1) {
    for (let one = 0; one < burst; one += 1) broadcast(Buffer.alloc(bytes, 'x'));
    await sleep(pauseMs);
  }
}

answerParent({
  start: () => Promise.resolve((server.address() as AddressInfo).port),
  run,
  port: () => Promise.resolve((server.address() as AddressInfo).port),
  stop: () => {
    server.close();
    for (const socket of server.clients) socket.terminate();
    return Promise.resolve();
  },
});

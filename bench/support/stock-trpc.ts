/**
 * The other reference: a subscription as tRPC's documentation writes it, a generator of `tracked()`
 * values for each reader, over `applyWSSHandler`. No rights, no log, no database.
 */
import { EventEmitter, on } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { initTRPC, tracked } from '@trpc/server';
import { applyWSSHandler } from '@trpc/server/adapters/ws';
import { WebSocketServer } from 'ws';
import { answerParent } from './answer-parent.ts';
import type { BroadcastPlan } from './bare-ws.ts';

const emitter = new EventEmitter().setMaxListeners(0);
const t = initTRPC.create();
let serial = 0;

const router = t.router({
  event: t.router({
    stream: t.procedure.subscription(async function* ({ signal }) {
      yield tracked('0', { kind: 'live' });
      for await (const [id, text] of on(emitter, 'event', {
        signal: signal ?? AbortSignal.any([]),
      })) {
        yield tracked(String(id), { kind: 'events', text: String(text) });
      }
    }),
  }),
});

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
const handler = applyWSSHandler({ wss: server, router, createContext: () => ({}) });

function emit(text: string): void {
  serial += 1;
  emitter.emit('event', serial, text);
}

async function run(argument: unknown): Promise<void> {
  const { bytes, burst, bursts, pauseMs } = argument as BroadcastPlan;
  for (let round = 0; round < bursts; round += 1) {
    for (let one = 0; one < burst; one += 1) emit('x'.repeat(bytes));
    await sleep(pauseMs);
  }
}

answerParent({
  start: () => Promise.resolve((server.address() as AddressInfo).port),
  run,
  port: () => Promise.resolve((server.address() as AddressInfo).port),
  stop: () => {
    handler.broadcastReconnectNotification();
    server.close();
    for (const socket of server.clients) socket.terminate();
    return Promise.resolve();
  },
});

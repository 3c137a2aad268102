import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { SlowReaderGuard } from './slow-reader-guard.ts';

/** Only what the guard looks at; the rest of a socket needs a network. */
function slowSocket() {
  const socket = { readyState: 1, OPEN: 1, bufferedAmount: 0, sent: 0, isCut: false };
  const wire = Object.assign(socket, {
    send: () => (socket.sent += 1),
    terminate: () => (socket.isCut = true),
  });
  return { socket: wire, guard: new SlowReaderGuard(wire as unknown as WebSocket) };
}

const frame = Buffer.from('x');

test('of several readers on a socket each learns by itself that it missed something', () => {
  const { socket, guard } = slowSocket();
  const gates = [guard.openGate(), guard.openGate()] as const;
  const stalled = () => gates.map((gate) => gate.isStalled());
  guard.send(frame);
  expect(stalled()).toEqual([false, false]);
  socket.bufferedAmount = 1_000_001;
  guard.send(frame);
  expect([stalled(), gates[0].tryResume()]).toEqual([[true, true], false]);
  guard.send(frame);
  expect(socket.sent).toBe(2);
  socket.bufferedAmount = 0;
  expect(gates[0].tryResume()).toBe(true);
  expect(stalled()).toEqual([false, true]);
  expect(gates[1].tryResume()).toBe(true);
  expect([stalled(), socket.isCut]).toEqual([[false, false], false]);
});

test('cuts a reader off that has too much waiting', () => {
  const { socket, guard } = slowSocket();
  socket.bufferedAmount = 8_000_001;
  guard.send(frame);
  expect([guard.openGate().isStalled(), guard.tryResume(), socket.isCut]).toEqual([
    true,
    false,
    true,
  ]);
});

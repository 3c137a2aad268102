/** A cable between browser and product that can be cut and joined again. */
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';

export interface CutProxy {
  origin: string;
  /** Ends what is open and refuses what comes. */
  cut: () => void;
  /** Lets nothing through any more, and tells neither side. */
  freeze: () => void;
  join: () => void;
  close: () => void;
}

/** Below those that a system gives to who connects: it stays free until it is used. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}

export async function startCutProxy(port: number, target: string): Promise<CutProxy> {
  const { port: targetPort } = new URL(target);
  const open = new Set<Socket>();
  /** How to let each pair of sockets flow, and which of them are held up. */
  const flows = new Set<() => void>();
  const held = new Set<() => void>();
  let isCut = false;
  let isFrozen = false;
  const server = createServer((incoming) => {
    if (isCut) {
      incoming.destroy();
      return;
    }
    const outgoing = connect(Number(targetPort), '127.0.0.1');
    for (const socket of [incoming, outgoing]) {
      open.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        open.delete(socket);
        incoming.destroy();
        outgoing.destroy();
      });
    }
    const flow = () => void incoming.pipe(outgoing).pipe(incoming);
    if (isFrozen) held.add(flow);
    else flow();
    incoming.on('close', () => {
      flows.delete(flow);
      held.delete(flow);
    });
    flows.add(flow);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    isCut = true;
    for (const socket of open) socket.destroy();
  };
  return {
    origin: `http://localhost:${port}`,
    cut,
    freeze: () => {
      isFrozen = true;
      for (const socket of open) socket.unpipe().pause();
      for (const flow of flows) held.add(flow);
    },
    join: () => {
      isCut = false;
      isFrozen = false;
      for (const flow of held) flow();
      held.clear();
    },
    close: () => {
      cut();
      server.close();
    },
  };
}

/** A cable between browser and product that can be cut and joined again. */
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export interface CutProxy {
  origin: string;
  /** Ends what is open and refuses what comes. */
  cut: () => void;
  /** Lets nothing through any more, and tells neither side. */
  freeze: () => void;
  join: () => void;
  close: () => void;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export async function startCutProxy(port: number, target: string): Promise<CutProxy> {
  const { port: targetPort } = new URL(target);
  const open = new Set<Socket>();
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
    if (!isFrozen) incoming.pipe(outgoing).pipe(incoming);
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
    },
    join: () => {
      isCut = false;
      isFrozen = false;
    },
    close: () => {
      cut();
      server.close();
    },
  };
}

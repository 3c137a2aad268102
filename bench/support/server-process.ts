/** The product's server under test: the real composition root, in a process of its own. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerBuild } from '@remix-run/node';
import { readEnv } from '#server/env.ts';
import { createLog } from '#server/infra/log.ts';
import { startProcess } from '#server/main.ts';
import type { RunningProcess } from '#server/main.ts';
import { answerParent } from './answer-parent.ts';
import type { EventLoopWatch } from './event-loop.ts';
import { watchEventLoop } from './event-loop.ts';
import { snapshotBuild } from './snapshot-page.ts';

export interface ServerArgument {
  databaseUrl: string;
  /** 0 takes any free port. */
  port: number;
}

export interface ServerStats {
  sockets: number;
  readers: number;
  classes: number;
  /** Timers, sockets and handles that keep the event loop alive, by kind. */
  resources: Record<string, number>;
  listeners: number;
  heapBytes: number;
  events: number;
  deliveries: number;
  resyncs: number;
}

export interface ServerWatch {
  longestStallMs: number;
  peakRssBytes: number;
}

let running: RunningProcess;
let watched: EventLoopWatch | null = null;
let peakRssBytes = 0;

function watch(): Promise<void> {
  peakRssBytes = 0;
  watched = watchEventLoop(() => {
    peakRssBytes = Math.max(peakRssBytes, process.memoryUsage.rss());
  });
  return Promise.resolve();
}

function unwatch(): Promise<ServerWatch> {
  return Promise.resolve({ longestStallMs: watched?.stop() ?? Number.NaN, peakRssBytes });
}

async function start(argument: unknown): Promise<number> {
  const { databaseUrl, port } = argument as ServerArgument;
  running = await startProcess({
    env: readEnv({
      PORT: String(port),
      NODE_ENV: 'production',
      // So that a benchmark can come from many network addresses.
      TRUST_PROXY_HOPS: '1',
      DATA_DIR: mkdtempSync(join(tmpdir(), 'tandem-bench-')),
    }),
    databaseUrl,
    log: createLog('fatal'),
    build: snapshotBuild satisfies ServerBuild,
    assets: (_request, _response, next) => next(),
  });
  return running.port;
}

async function stats(): Promise<ServerStats> {
  globalThis.gc?.();
  const { events } = running.services;
  const { readers, classes, events: read, deliveries, resyncs } = events.stats;
  const resources: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) resources[kind] = (resources[kind] ?? 0) + 1;
  const listeners = process
    .eventNames()
    .reduce((sum, name) => sum + process.listenerCount(name), 0);
  const sockets = await new Promise<number>((resolve, reject) =>
    running.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );
  const heapBytes = process.memoryUsage().heapUsed;
  return {
    sockets,
    readers,
    classes,
    resources,
    listeners,
    heapBytes,
    events: read,
    deliveries,
    resyncs,
  };
}

answerParent({
  start,
  stats,
  watch,
  unwatch,
  stop: () => running.stop(),
  port: () => Promise.resolve(running.port),
});

/**
 * What the process tells its operators. Open to loopback addresses, or to whoever has the token.
 */
import { timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { EventHub } from '#server/infra/events/hub.ts';
import type { PresenceHub } from '#server/infra/presence/hub.ts';
import { appRouter } from '#server/router.ts';

export interface MetricsOptions {
  hub: EventHub;
  presence: PresenceHub;
  pool: { totalCount: number; idleCount: number; waitingCount: number };
  sockets: () => number;
  jobs: JobMetrics;
  token: string | undefined;
}

/** Read from the table when the page is asked for: the same of every process. */
export interface JobMetrics {
  counts: () => Promise<{ name: string; state: string; count: number }[]>;
  oldestWaiting: () => Promise<{ name: string; seconds: number }[]>;
}

export interface Metrics {
  /** Times every request. */
  observe: RequestHandler;
  /** Serves the page. */
  serve: RequestHandler;
}

export function createMetrics(options: MetricsOptions): Metrics {
  const { hub, presence, pool, sockets, jobs, token } = options;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  gauge('tandem_sockets', 'Open sockets', sockets);
  gauge('tandem_readers', 'Subscriptions to the event stream', () => hub.stats.readers);
  gauge('tandem_reader_classes', 'Classes of equal rights', () => hub.stats.classes);
  gauge('tandem_ring_events', 'Events held in memory', () => hub.stats.ring);
  gauge('tandem_pool_connections', 'Open connections to the database', () => pool.totalCount);
  gauge('tandem_pool_idle', 'Connections that wait for work', () => pool.idleCount);
  gauge('tandem_pool_waiting', 'Queries that wait for a connection', () => pool.waitingCount);
  gauge('tandem_tail_lag_ms', 'From writing to reading, latest event', () => hub.stats.lagMs);
  gauge('tandem_tail_silence_ms', 'Since the event log was last read', () => hub.stats.silentMs);
  gauge('tandem_events_total', 'Events read from the log', () => hub.stats.events);
  gauge('tandem_deliveries_total', 'Messages sent to readers', () => hub.stats.deliveries);
  gauge('tandem_resyncs_total', 'Readers told to reload', () => hub.stats.resyncs);
  gauge('tandem_revocations_total', 'Sockets closed by revocation', () => hub.stats.revocations);
  gauge('tandem_presence_leases', 'Places that are shown', () => presence.stats.leases);
  gauge('tandem_presence_readers', 'Subscriptions to presence', () => presence.stats.readers);
  gauge('tandem_presence_processes', 'Processes heard of', () => presence.stats.processes);
  gauge('tandem_presence_messages_total', 'Messages to readers', () => presence.stats.messages);
  gauge('tandem_presence_bus_sent_total', 'Frames to processes', () => presence.stats.busSent);
  gauge('tandem_presence_bus_received_total', 'Frames heard', () => presence.stats.busReceived);
  observeJobs(registry, jobs);
  const durations = new Histogram({
    name: 'tandem_request_seconds',
    help: 'Time to answer, by kind of route and status class',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  return {
    observe: (request, response, next) => {
      const end = durations.startTimer({ route: routeOf(request.path) });
      response.once('finish', () => end({ status: `${Math.floor(response.statusCode / 100)}xx` }));
      next();
    },
    serve: (request, response) => {
      if (!mayRead(request, token)) return void response.status(404).end();
      void sendMetrics(registry, response);
    },
  };
}

function observeJobs(registry: Registry, { counts, oldestWaiting }: JobMetrics): void {
  new Gauge({
    name: 'tandem_jobs',
    help: 'Background jobs, by name and state',
    labelNames: ['name', 'state'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const { name, state, count } of await orNone(counts)) this.set({ name, state }, count);
    },
  });
  new Gauge({
    name: 'tandem_jobs_oldest_waiting_seconds',
    help: 'Since when the oldest job of a name is due and not begun',
    labelNames: ['name'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const { name, seconds } of await orNone(oldestWaiting)) this.set({ name }, seconds);
    },
  });
}

/** While the database is away its figures are missing, and the others are wanted all the more. */
async function orNone<Row>(read: () => Promise<Row[]>): Promise<Row[]> {
  try {
    return await read();
  } catch {
    return [];
  }
}

async function sendMetrics(registry: Registry, response: Response): Promise<void> {
  response.type(registry.contentType).send(await registry.metrics());
}

const procedures: ReadonlySet<string> = new Set(Object.keys(appRouter._def.procedures));

/** A small set of labels: neither ids in paths nor what visitors make up get a series each. */
function routeOf(path: string): string {
  const [, first = '', rest = ''] = path.split('/');
  if (['assets', 'healthz', 'readyz', 'metrics'].includes(first)) return first;
  if (first !== 'trpc') return 'page';
  return procedures.has(rest) ? `trpc/${rest}` : 'trpc';
}

function mayRead(request: Request, token: string | undefined): boolean {
  if (token === undefined) {
    const address = request.socket.remoteAddress ?? '';
    return /^(::ffff:)?127\.|^::1$/.test(address) && !request.headers['x-forwarded-for'];
  }
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/**
 * The composition root: environment, database, events, HTTP, sockets; and a graceful stop in the
 * opposite order. Imports all, nobody imports it but the starters.
 */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { RequestHandler } from 'express';
import type { ServerBuild } from '@remix-run/node';
import type { Env } from './env.ts';
import { deleteOldDrafts } from './features/draft/repository.ts';
import {
  isErasable,
  isErasure,
  isLengthChange,
  renamingOf,
  revocationOf,
  rightsChangeOf,
} from './features/event/domain.ts';
import { cleanExports } from './features/export/repository/cleaning.ts';
import { createApp } from './http/app.ts';
import { createMetrics } from './http/metrics.ts';
import { createPages } from './http/pages.ts';
import { contextFactory } from './http/request.ts';
import { SocketServer } from './http/socket-server.ts';
import { Auth } from './infra/auth/auth.ts';
import { warmUpPasswords } from './infra/auth/password.ts';
import { systemClock } from './infra/clock.ts';
import type { Clock } from './infra/clock.ts';
import { answers } from './infra/db/answers.ts';
import { createDb, createPool } from './infra/db/client.ts';
import type { Db } from './infra/db/client.ts';
import { EventHub } from './infra/events/hub.ts';
import { queryJobs } from './infra/jobs/queue.ts';
import { JobRunner } from './infra/jobs/runner.ts';
import { createLimits } from './infra/limits.ts';
import type { Logger } from './infra/log.ts';
import { createMailer } from './infra/mail/mailer.ts';
import { findSecretKeys } from './infra/secret-keys.ts';
import { Secrets } from './infra/secrets.ts';
import { PresenceHub } from './infra/presence/hub.ts';
import { jobsOf } from './jobs.ts';
import type { Services } from './trpc/context.ts';

const drainMaxMs = 10_000;
const cleaningMs = 3_600_000;

export interface MainOptions {
  env: Env;
  /** The owner's address; connections take the application's role. */
  databaseUrl: string;
  log: Logger;
  build: ServerBuild | (() => Promise<ServerBuild>);
  assets: RequestHandler;
  clock?: Clock;
  /** Speaks to whoever starts it; the log unless given. */
  say?: (line: string) => void;
  /** How long an intent lasts without being shown anew; the usual time unless given. */
  intentIdleMs?: number;
  /** False leaves background jobs to other processes. */
  runsJobs?: boolean;
}

export interface RunningProcess {
  /** The port that was really taken. */
  port: number;
  server: Server;
  services: Services;
  stop: () => Promise<void>;
}

export async function startProcess(options: MainOptions): Promise<RunningProcess> {
  const { env, databaseUrl, log, build, assets, clock = systemClock } = options;
  const isDevelopment = env.mode === 'development';
  const mode = isDevelopment ? 'development' : 'production';
  const connection = { url: databaseUrl, poolMax: env.dbPoolMax };
  const pool = createPool(connection);
  const db = createDb(connection, pool);
  const services = createServices({ ...options, clock, db, secrets: await secretsOf(options) });
  const { events, presence } = services;
  const { mailer, kept } = createMailer(env, clock.now);
  // Only when it listens is the port known where any free one was asked for.
  const place = { baseUrl: env.baseUrl };
  const jobs = jobsOf(services, { databaseUrl, mailer, baseUrl: () => place.baseUrl });
  const runner = new JobRunner({ db, log, jobs: options.runsJobs === false ? [] : jobs });
  services.jobs.wake = () => runner.wake();
  await Promise.all([events.start(), presence.start(), warmUpPasswords()]);

  const rules = { allowedOrigins: env.allowedOrigins, trustProxyHops: env.trustProxyHops };
  const createContext = contextFactory(services, rules);
  const sockets = new SocketServer({ services, rules, createContext });
  let isStopping = false;
  const app = createApp({
    log,
    rules,
    metrics: createMetrics({
      hub: events,
      presence,
      pool,
      sockets: () => sockets.size,
      jobs: queryJobs(db),
      token: env.metricsToken,
    }),
    createContext,
    isReady: async () => !isStopping && events.isLive && (await answers(db, log)),
    assets,
    kept,
    pages: createPages({ build, kept, createContext, mode }),
    isDevelopment,
  });
  const server = createServer(app);
  server.requestTimeout = 30_000;
  server.headersTimeout = 10_000;
  sockets.attachTo(server);
  await listen(server, env);
  const port = portOf(server);
  if (new URL(env.baseUrl).port === '0') place.baseUrl = `http://localhost:${port}`;
  rules.allowedOrigins = originsOf(env, port);
  runner.start();
  const cleaning = setInterval(() => void cleanUp(services), cleaningMs);

  return {
    port,
    server,
    services,
    stop: async () => {
      isStopping = true;
      clearInterval(cleaning);
      const drained = new Promise<void>((resolve) => server.close(() => resolve()));
      const late = setTimeout(() => server.closeAllConnections(), drainMaxMs);
      await sockets.stop();
      server.closeIdleConnections();
      await drained;
      clearTimeout(late);
      await runner.stop();
      mailer.close();
      await Promise.all([events.stop(), presence.stop()]);
      await db.$disconnect();
    },
  };
}

/** What is over: sessions, drafts, files of exports. The next hour tries again what fails now. */
async function cleanUp(services: Services): Promise<void> {
  const { auth, clock, db, log } = services;
  const now = clock.now();
  try {
    await Promise.all([
      auth.deleteExpired(),
      deleteOldDrafts(db, now),
      cleanExports(services, now),
    ]);
  } catch (error) {
    log.warn({ err: error }, 'what is over was not cleaned up');
  }
}

async function secretsOf({ env, log, say }: MainOptions): Promise<Secrets> {
  const { secretKeys: keys, dataDir, databaseUrl } = env;
  const isOwnDatabase = databaseUrl !== undefined;
  const place = { keys, dataDir, isOwnDatabase, say: say ?? ((line: string) => log.warn(line)) };
  return new Secrets(await findSecretKeys(place));
}

function createServices(
  options: MainOptions & { clock: Clock; db: Db; secrets: Secrets },
): Services {
  const { databaseUrl, log, clock, db, secrets } = options;
  const auth = new Auth({ db, clock });
  const presence = new PresenceHub({ url: databaseUrl, log, intentIdleMs: options.intentIdleMs });
  const events = new EventHub({
    url: databaseUrl,
    log,
    revocationOf,
    rightsChangeOf,
    onEvent: (event) => {
      const renaming = renamingOf(event);
      if (renaming) presence.rename(renaming);
    },
    isErasure,
    isErasable,
    isLengthChange,
    sessionExpiry: (sessionHash) => auth.expiryOf(sessionHash),
  });
  // Until the runner is there, nobody has ordered anything.
  const jobs = { wake: () => undefined };
  return { db, clock, log, auth, events, presence, limits: createLimits(), secrets, jobs };
}

/** On one's own machine the loopback address is the same place under another name. */
function originsOf({ allowedOrigins, baseUrl, port: wanted }: Env, port: number): string[] {
  if (new URL(baseUrl).hostname !== 'localhost') return allowedOrigins;
  const own = wanted === 0 ? [`http://localhost:${port}`] : [];
  return [...allowedOrigins, ...own, `http://127.0.0.1:${port}`];
}

function listen(server: Server, { port, host }: Env): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return address.port;
}

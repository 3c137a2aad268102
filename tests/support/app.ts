/**
 * The real process (HTTP, sockets, events) on a test database, without the pages; and users of it who
 * speak to it over the network as a browser would.
 */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import type { TRPCClient } from '@trpc/client';
import { readEnv } from '#server/env.ts';
import type { Env } from '#server/env.ts';
import { sessionCookieName } from '#server/infra/auth/auth.ts';
import { createLog } from '#server/infra/log.ts';
import { startProcess } from '#server/main.ts';
import type { MainOptions, RunningProcess } from '#server/main.ts';
import type { AppRouter } from '#server/router.ts';
import { PresenceClient } from './presence-client.ts';
import { StreamClient } from './stream-client.ts';

export interface TestApp {
  running: RunningProcess;
  origin: string;
  stop: () => Promise<void>;
  /** Someone with an open session, made without the cost of a password. */
  signInAs: (userId: number) => Promise<TestUser>;
  /** Someone with this Cookie header, or with none. */
  visitor: (cookie?: string) => TestUser;
}

export interface TestUser {
  cookie: string;
  trpc: TRPCClient<AppRouter>;
  /** Follows the event stream from a cursor on, or from now. */
  follow: (lastEventId?: string) => Promise<StreamClient>;
  /** Opens a tab that follows who is where. */
  openTab: () => Promise<PresenceClient>;
}

export interface TestAppOptions {
  databaseUrl: string;
  env?: Partial<Env>;
  main?: Partial<
    Pick<MainOptions, 'clock' | 'log' | 'assets' | 'build' | 'intentIdleMs' | 'runsJobs'>
  >;
}

export const secretKey = Buffer.alloc(32, 7).toString('base64');

const always = { PORT: '0', NODE_ENV: 'test', SECRET_KEY: secretKey };

export async function startTestApp({ databaseUrl, env, main }: TestAppOptions): Promise<TestApp> {
  const dataDir = join(tmpdir(), `tandem-test-${randomUUID()}`);
  const running = await startProcess({
    env: { ...readEnv({ ...always, DATA_DIR: dataDir }), ...env },
    databaseUrl,
    log: createLog('fatal'),
    build: () => Promise.reject(new Error('this test has no pages')),
    assets: (_request, _response, next) => next(),
    ...main,
  });
  const origin = `http://localhost:${running.port}`;
  const visitor = (cookie = '') => visitorOf(origin, cookie);
  return {
    running,
    origin,
    visitor,
    stop: async () => {
      await running.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
    signInAs: async (userId) => {
      const { auth, db } = running.services;
      const header = await auth.open(db, { userId, ipAddress: '127.0.0.1', userAgent: 'test' });
      return visitor(cookieOf(header));
    },
  };
}

/** The pair that a browser would send back. */
export function cookieOf(setCookie: string): string {
  const pair = setCookie.split(';')[0] ?? '';
  if (!pair.startsWith(`${sessionCookieName}=`)) throw new Error(`no session in ${setCookie}`);
  return pair;
}

/** Someone at any address that serves Tandem, with this Cookie header. */
export function visitorOf(origin: string, cookie: string): TestUser {
  const trpc = createTRPCClient<AppRouter>({
    links: [httpBatchLink({ url: `${origin}/trpc`, headers: { cookie, origin }, maxItems: 20 })],
  });
  const url = `${origin.replace('http', 'ws')}/trpc`;
  return {
    cookie,
    trpc,
    follow: (lastEventId) => StreamClient.open({ url, headers: { cookie, origin } }, lastEventId),
    openTab: () => PresenceClient.open({ url, headers: { cookie, origin } }),
  };
}

/**
 * `npm start`: from a fresh clone to a running product. Builds what is not built, prepares the
 * database, loads the demo data into an empty one, serves, and says where and with which sign-ins.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServerBuild } from '@remix-run/node';
import express from 'express';
import { ensureBuilt } from './build.ts';
import { EnvError, readEnv } from './env.ts';
import type { Env } from './env.ts';
import { prepareDatabase } from './infra/db/prepare.ts';
import { createLog } from './infra/log.ts';

const clientDirectory = resolve('build/client');

async function start(env: Env): Promise<void> {
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  await ensureBuilt(say);
  const log = createLog(env.logLevel);
  const { databaseUrl, dataDir } = env;
  const database = await prepareDatabase({ databaseUrl, dataDir, log: say });
  // After the build, because they import what it generates.
  const { seedIfEmpty } = await import('#prisma/seed/first-start.ts');
  const { demoPassword, demoSignIns } = await import('#prisma/seed/sign-ins.ts');
  if (env.seed === 'demo') await seedIfEmpty(database.url, say);
  const { startProcess } = await import('./main.ts');
  const file = pathToFileURL(resolve('build/server/index.js')).href;
  const build = (await import(file)) as ServerBuild;
  const running = await startProcess({
    env,
    databaseUrl: database.url,
    log,
    build,
    assets: serveAssets(),
    say,
  });
  const origin = env.port === 0 ? `http://localhost:${running.port}` : env.baseUrl;
  say(`\nTandem is at ${origin}`);
  if (env.seed === 'demo') {
    say(`Sign in with the password ${demoPassword} as`);
    for (const { email, role, company } of demoSignIns) {
      say(`  ${email.padEnd(34)} ${role} of ${company}`);
    }
  }
  say(
    env.smtpUrl === undefined
      ? `Letters are not sent: ${origin}/mail shows them on this machine.`
      : `Letters go out by ${new URL(env.smtpUrl).host}.`,
  );
  say('Ctrl+C stops it.\n');
  stopOnSignal(async () => {
    await running.stop();
    await database.stop();
  });
}

/** Built files carry their hash in their name, so browsers keep them for good. */
function serveAssets(): express.Router {
  const router = express.Router();
  // A missing one is a 404 of its own, never a page.
  const year = { immutable: true, maxAge: '1y', index: false, fallthrough: false } as const;
  router.use('/assets', express.static(resolve(clientDirectory, 'assets'), year));
  router.use(express.static(clientDirectory, { maxAge: '1h', index: false }));
  return router;
}

/** The second signal does not wait. */
function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = () => {
    if (stopping) process.exit(1);
    stopping = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
}

try {
  await start(readEnv());
} catch (error) {
  process.stderr.write(
    `${error instanceof EnvError ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exit(1);
}

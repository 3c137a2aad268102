/**
 * `npm run dev`: the same process with Vite in front of it, so that a change in `app/` shows at once.
 * Changes in `server/` restart it (`node --watch`).
 */
import type { ServerBuild } from '@remix-run/node';
import { createServer as createVite } from 'vite';
import { readEnv } from './env.ts';
import { prepareDatabase } from './infra/db/prepare.ts';
import { createLog } from './infra/log.ts';
import { startProcess } from './main.ts';
import { seedIfEmpty } from '#prisma/seed/first-start.ts';

const env = { ...readEnv(), mode: 'development' as const };
const say = (line: string) => void process.stdout.write(`${line}\n`);
const { databaseUrl, dataDir } = env;
const database = await prepareDatabase({ databaseUrl, dataDir, log: say });
if (env.seed === 'demo') await seedIfEmpty(database.url, say);
const vite = await createVite({ server: { middlewareMode: true } });
const running = await startProcess({
  env,
  databaseUrl: database.url,
  log: createLog(env.logLevel),
  build: () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<unknown> as Promise<ServerBuild>,
  assets: vite.middlewares,
});
say(`Tandem (development) is at http://localhost:${running.port}`);
process.once('SIGINT', () => {
  void Promise.all([vite.close(), running.stop()])
    .then(() => database.stop())
    .then(() => process.exit(0));
});

/**
 * The product with Vite in front of it, so that a change in `app/` shows at once. A change in
 * `server/` or `prisma/` ends it with the code that asks `dev.ts` for a new one.
 */
import { resolve, sep } from 'node:path';
import type { ServerBuild } from '@remix-run/node';
import { createServer as createVite } from 'vite';
import { seedIfEmpty } from '#prisma/seed/first-start.ts';
import { restartCode } from './dev-restart.ts';
import { readEnv } from './env.ts';
import { prepareDatabase } from './infra/db/prepare.ts';
import { createLog } from './infra/log.ts';
import { startProcess } from './main.ts';

const env = { ...readEnv(), mode: 'development' as const };
const say = (line: string) => void process.stdout.write(`${line}\n`);
const { databaseUrl, dataDir } = env;
const database = await prepareDatabase({ databaseUrl, dataDir, log: say });
if (env.seed === 'demo') await seedIfEmpty(database.url, say);
const ignored = ['**/.data/**', '**/build/**', '**/test-results/**', '**/prisma/generated/**'];
const vite = await createVite({ server: { middlewareMode: true, watch: { ignored } } });
const loadBuild = () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<unknown>;
const running = await startProcess({
  env,
  databaseUrl: database.url,
  log: createLog(env.logLevel),
  build: () => loadBuild() as Promise<ServerBuild>,
  assets: vite.middlewares,
});
say(`Tandem (development) is at http://localhost:${running.port}`);

let isStopping = false;
async function stop(code: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await Promise.all([vite.close(), running.stop()]);
  await database.stop();
  process.exit(code);
}

process.once('SIGINT', () => void stop(0));
process.once('SIGTERM', () => void stop(0));
const settledAt = performance.now() + 10_000;
const ownFolders = ['server', 'prisma'].map((folder) => resolve(folder) + sep);
vite.watcher.on('all', (kind, file) => {
  // Told once for every file that is there when the watching begins.
  if (kind === 'addDir' || (kind === 'add' && performance.now() < settledAt)) return;
  const isOwn = ownFolders.some((folder) => file.startsWith(folder)) && !file.endsWith('.test.ts');
  if (isOwn && /\.(ts|prisma|sql)$/.test(file)) {
    say(`${file} changed`);
    void stop(restartCode);
  }
});

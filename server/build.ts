/**
 * Makes what a fresh clone lacks: the database client and the browser's files. Sources are compared
 * by a hash, so a second start takes no time and a changed source is never served stale.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const stampFile = 'build/.sources';
const sources = [
  'app',
  'locales',
  'public',
  'server/shared',
  'server/features',
  'package-lock.json',
  'vite.config.ts',
  'remix.config.js',
];

/** @throws when a step fails, with what it printed already shown */
export async function ensureBuilt(say: (line: string) => void): Promise<void> {
  await run(['--import', 'tsx', 'prisma/generate.ts']);
  const stamp = await hashSources();
  const built = existsSync(stampFile) ? await readFile(stampFile, 'utf8') : '';
  if (built === stamp && existsSync('build/server/index.js')) return;
  say('Building the interface (once, about half a minute) …');
  await run(['node_modules/@remix-run/dev/dist/cli.js', 'vite:build', '--logLevel', 'error']);
  await mkdir('build', { recursive: true });
  await writeFile(stampFile, stamp);
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of await listFiles(source)) {
      hash.update(file).update(await readFile(file));
    }
  }
  return hash.digest('hex');
}

async function listFiles(path: string): Promise<string[]> {
  if (!existsSync(path)) return [];
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => null);
  if (entries === null) return [path];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function run(args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`"node ${args.join(' ')}" ended with ${code ?? 'a signal'}`));
    });
  });
}

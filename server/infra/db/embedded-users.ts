import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Which processes use one built-in server, and whose turn it is to start or stop it: a file for
 * each process, and a lock file. A process is known by its id together with its start time, so that
 * a file left by a killed process never stands for the one that later got its number.
 */
export class ServerUsers {
  readonly #folder: string;
  readonly #lockFile: string;

  constructor(notes: string) {
    this.#folder = join(notes, 'postgres-users');
    this.#lockFile = join(notes, 'postgres.lock');
    mkdirSync(this.#folder, { recursive: true });
  }

  join(): void {
    this.leave();
    writeNew(join(this.#folder, String(process.pid)), ownMark());
  }

  leave(): void {
    rmSync(join(this.#folder, String(process.pid)), { force: true });
  }

  /** Does any living process use it? Files of dead ones are swept. */
  anyone(): boolean {
    if (!existsSync(this.#folder)) return false;
    let living = 0;
    for (const name of readdirSync(this.#folder)) {
      const file = join(this.#folder, name);
      if (isAlive(Number(name), readOrNull(file))) living += 1;
      else rmSync(file, { force: true });
    }
    return living > 0;
  }

  /** One process at a time starts or stops the server; waits for its turn, at most two minutes. */
  async inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const giveUpAt = Date.now() + 120_000;
    while (!this.#tryLock()) {
      if (Date.now() > giveUpAt) throw new Error(`Another process holds ${this.#lockFile}.`);
      await sleep(50);
    }
    try {
      return await work();
    } finally {
      rmSync(this.#lockFile, { force: true });
    }
  }

  #tryLock(): boolean {
    try {
      writeNew(this.#lockFile, `${process.pid} ${ownMark()}`);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const [pid, mark] = readOrNull(this.#lockFile)?.split(' ') ?? [];
      // An empty file is one that its owner is just writing, unless it is old.
      const stale = pid ? !isAlive(Number(pid), mark ?? null) : ageMs(this.#lockFile) > 5_000;
      if (stale) rmSync(this.#lockFile, { force: true });
      return false;
    }
  }
}

function writeNew(file: string, text: string): void {
  const descriptor = openSync(file, 'wx');
  writeSync(descriptor, text);
  closeSync(descriptor);
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function ageMs(file: string): number {
  return Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
}

function ownMark(): string {
  return startMark(process.pid) ?? 'alive';
}

export function isAlive(pid: number, mark: string | null): boolean {
  const now = startMark(pid);
  return now !== null && (mark === null || mark === '' || now === mark.trim());
}

/** Null for a process that does not run; on Linux its start time, elsewhere just that it runs. */
function startMark(pid: number): string | null {
  if (process.platform === 'linux') {
    // The name in parentheses may hold spaces; the start time is the 20th field after it.
    const stat = readOrNull(`/proc/${pid}/stat`);
    const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields === undefined || fields[0] === 'Z' ? null : (fields[19] ?? null);
  }
  try {
    process.kill(pid, 0);
    return 'alive';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? 'alive' : null;
  }
}

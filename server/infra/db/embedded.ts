import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Place } from './embedded-place.ts';
import { choosePlace } from './embedded-place.ts';
import { freePort, isFree } from './embedded-port.ts';
import { runProgram } from './embedded-run.ts';
import { serverSettings } from './embedded-settings.ts';
import { isAlive, ServerUsers } from './embedded-users.ts';

/**
 * A real PostgreSQL that comes with `npm install`, for those who have not set DATABASE_URL.
 *
 * Invariants: one server a data folder, shared by every process that asks for it and stopped by the
 * last one; it answers only on 127.0.0.1 and only to a random password; `fsync` stays on. A start
 * after any kind of crash needs no hand: a server that is still running is used, a stale pid file
 * is removed. It does not upgrade data to a newer major version.
 */
export interface EmbeddedServer {
  /** As the owner of all databases, who is no superuser; `postgres` is the database to start from. */
  url: (database: string) => string;
  port: number;
  stop: () => Promise<void>;
}

export interface EmbeddedOptions {
  dataDir: string;
  log: (line: string) => void;
  /** Taken if free; otherwise, or if 0, any free one. Once chosen it is kept. */
  preferredPort?: number;
}

interface Notes {
  port: number;
  ownerPassword: string;
  superuserPassword: string;
}

export const owner = 'tandem';
const superuser = 'postgres';
const defaultPort = 54_329;

export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const place = await choosePlace(options.dataDir, options.log);
  const users = new ServerUsers(place.notes);
  const giveUpGuard = guardExit(() => stopAtExit(place, users));
  try {
    const notes = await users.inTurn(async () => {
      users.join();
      return start(place, options);
    });
    return {
      port: notes.port,
      url: (database) =>
        `postgresql://${owner}:${notes.ownerPassword}@127.0.0.1:${notes.port}/${database}`,
      stop: async () => {
        await users.inTurn(async () => {
          users.leave();
          if (!users.anyone()) await stopServer(place);
        });
        giveUpGuard();
      },
    };
  } catch (error) {
    users.leave();
    giveUpGuard();
    throw error;
  }
}

/**
 * Stops the server with a process that ends without `stop`, and makes Ctrl+C such an end where
 * nobody else listens for it. @returns how to give the guard up
 */
function guardExit(stopNow: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const leave = (signal: NodeJS.Signals) => {
    if (process.listenerCount(signal) <= 1) process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.once('exit', stopNow);
  for (const signal of signals) process.on(signal, leave);
  return () => {
    process.off('exit', stopNow);
    for (const signal of signals) process.off(signal, leave);
  };
}

async function start(place: Place, options: EmbeddedOptions): Promise<Notes> {
  const notes = existsSync(join(place.data, 'PG_VERSION'))
    ? readNotes(place)
    : await initialise(place, options);
  if (await adoptRunning(place, notes)) return notes;
  if (!(await isFree(notes.port))) {
    notes.port = await freePort();
    writeNotes(place, notes);
  }
  await launch(place, notes.port);
  await ensureOwner(notes);
  return notes;
}

/** Made beside its place and then renamed, so that a half-made cluster is never taken for one. */
async function initialise(place: Place, options: EmbeddedOptions): Promise<Notes> {
  options.log(`making a PostgreSQL database in ${place.data}`);
  const preferred = options.preferredPort ?? defaultPort;
  const notes: Notes = {
    port: preferred > 0 && (await isFree(preferred)) ? preferred : await freePort(),
    ownerPassword: randomBytes(24).toString('hex'),
    superuserPassword: randomBytes(24).toString('hex'),
  };
  const half = `${place.data}.new`;
  rmSync(half, { recursive: true, force: true });
  makeFolder(place, half);
  const passwordFile = join(half, 'password');
  writeFileSync(passwordFile, notes.superuserPassword, { mode: 0o600 });
  if (place.identity.uid !== undefined && place.identity.gid !== undefined) {
    chownSync(passwordFile, place.identity.uid, place.identity.gid);
  }
  const cluster = join(half, 'data');
  await runProgram(place, place.binaries.initdb, [
    `--pgdata=${cluster}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Sorted by code points, but letters of every alphabet are letters: with LC_CTYPE=C a search
    // for Cyrillic finds nothing.
    '--locale=C',
    '--lc-ctype=C.UTF-8',
  ]);
  writeNotes(place, notes);
  rmSync(place.data, { recursive: true, force: true });
  renameSync(cluster, place.data);
  rmSync(half, { recursive: true, force: true });
  return notes;
}

/** Uses the server that runs on this data, or clears away what a dead one has left. */
async function adoptRunning(place: Place, notes: Notes): Promise<boolean> {
  const pidFile = join(place.data, 'postmaster.pid');
  const giveUpAt = Date.now() + 60_000;
  for (;;) {
    if (!existsSync(pidFile)) return false;
    const lines = readFileSync(pidFile, 'utf8').split('\n');
    const pid = Number(lines[0]);
    if (!(await isPostgres(pid))) {
      rmSync(pidFile, { force: true });
      return false;
    }
    const port = Number(lines[3]);
    if (port > 0 && (await answers({ ...notes, port }))) {
      if (port !== notes.port) writeNotes(place, Object.assign(notes, { port }));
      await ensureOwner(notes);
      return true;
    }
    // It is starting, recovering or stopping.
    if (Date.now() > giveUpAt) {
      throw new Error(`PostgreSQL (process ${pid}) runs on ${place.data} but does not answer.`);
    }
    await sleep(100);
  }
}

async function isPostgres(pid: number): Promise<boolean> {
  if (!(pid > 0) || !isAlive(pid, null)) return false;
  if (process.platform === 'win32') return true;
  const ps = spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' });
  // Without ps (a bare container) /proc tells the same.
  const name = ps.error ? readFileSync(`/proc/${pid}/comm`, 'utf8') : ps.stdout;
  return name.includes('postgres');
}

async function launch(place: Place, port: number): Promise<void> {
  const settings = serverSettings(port).map((setting) => `-c ${setting}`);
  const start = ['start', '-D', place.data, '-w', '-t', '120', '-o', settings.join(' ')];
  const logFile = join(place.data, 'server.log');
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > logBytesMax) rmSync(logFile);
  // Right after a kill the children of the old server may still hold its shared memory.
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runProgram(place, place.binaries.pgCtl, [...start, '-l', logFile]);
    } catch (error) {
      const lastLines = existsSync(logFile) ? readFileSync(logFile, 'utf8').slice(-2000) : '';
      if (attempt === 20 || !lastLines.includes('shared memory')) {
        throw new Error(`PostgreSQL did not start:\n${lastLines}`, { cause: error });
      }
      await sleep(500);
    }
  }
}

const logBytesMax = 10 * 1024 * 1024;

/** The application's owner makes databases and the role it works as, and is no superuser. */
async function ensureOwner(notes: Notes): Promise<void> {
  const admin = superuserClient(notes);
  await admin.connect();
  try {
    const { rowCount } = await admin.query('SELECT FROM pg_roles WHERE rolname = $1', [owner]);
    if (rowCount) return;
    const password = admin.escapeLiteral(notes.ownerPassword);
    await admin.query(`CREATE ROLE ${owner} LOGIN CREATEDB CREATEROLE PASSWORD ${password}`);
  } finally {
    await admin.end();
  }
}

async function answers(notes: Notes): Promise<boolean> {
  const admin = superuserClient(notes);
  try {
    await admin.connect();
    await admin.query('SELECT 1');
    return true;
  } catch {
    // Whatever the reason, the caller asks again until its time is up.
    return false;
  } finally {
    await admin.end().catch(() => undefined);
  }
}

async function stopServer(place: Place): Promise<void> {
  if (!existsSync(join(place.data, 'postmaster.pid'))) return;
  await runProgram(place, place.binaries.pgCtl, stopArguments(place));
}

/** The last resort of a process that ends without having called `stop`. */
function stopAtExit(place: Place, users: ServerUsers): void {
  users.leave();
  if (users.anyone() || !existsSync(join(place.data, 'postmaster.pid'))) return;
  spawnSync(place.binaries.pgCtl, stopArguments(place), { ...place.identity, cwd: '/' });
}

function stopArguments(place: Place): string[] {
  return ['stop', '-D', place.data, '-m', 'fast', '-w', '-t', '60'];
}

function makeFolder(place: Place, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, gid } = place.identity;
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
}

function readNotes(place: Place): Notes {
  const file = join(place.notes, 'postgres.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Notes;
  throw new Error(
    `${place.data} holds a database, but ${file} with its passwords is gone. ` +
      'Put the file back, or move the folder away to start afresh.',
  );
}

function writeNotes(place: Place, notes: Notes): void {
  const file = join(place.notes, 'postgres.json');
  writeFileSync(`${file}.new`, JSON.stringify(notes), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function superuserClient({ port, superuserPassword }: Notes): Client {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: superuser,
    password: superuserPassword,
    database: 'postgres',
    connectionTimeoutMillis: 5_000,
  });
  // A server that goes away while it is asked is no reason to end the process.
  client.on('error', () => undefined);
  return client;
}

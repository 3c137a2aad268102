import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

// Each step here is a process of its own, which a busy machine takes seconds to start.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

let dataDir: string;
let holders: ChildProcess[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'tandem-embedded-'));
  chmodSync(dataDir, 0o755);
  holders = [];
});

afterEach(async () => {
  await Promise.all(holders.filter((child) => child.exitCode === null && !child.killed).map(kill));
  if (serverPid() !== null) await stop(await hold());
  rmSync(dataDir, { recursive: true, force: true });
});

test('keeps what was committed through a kill of the app', async () => {
  const first = await hold();
  await run(first.url, `INSERT INTO companies (name) VALUES ('kept')`);
  await kill(first.process);
  expect(serverPid()).not.toBeNull();
  const orphan = serverPid();
  const second = await hold();
  expect(serverPid()).toBe(orphan);
  expect(await names(second.url)).toEqual(['kept']);
  await stop(second);
  expect(serverPid()).toBeNull();
});

test('keeps what was committed through a kill of the server and the app', async () => {
  const first = await hold();
  await run(first.url, `INSERT INTO companies (name) VALUES ('kept')`);
  process.kill(serverPid() ?? 0, 'SIGKILL');
  await kill(first.process);
  const second = await hold();
  expect(await names(second.url)).toEqual(['kept']);
});

test('two processes share one server, and the last one stops it', async () => {
  const [one, two] = await Promise.all([hold(), hold()]);
  expect(one.url).toBe(two.url);
  await stop(one);
  expect(await names(two.url)).toEqual([]);
  await stop(two);
  expect(serverPid()).toBeNull();
});

test('stops the server on Ctrl+C', async () => {
  const holder = await hold();
  holder.process.kill('SIGINT');
  const [code] = (await once(holder.process, 'exit')) as [number | null];
  expect(code).toBe(130);
  expect(serverPid()).toBeNull();
});

test('a pid file that names some other living process does not stop the start', async () => {
  await stop(await hold());
  writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), `${process.pid}\n/elsewhere\n1\n1\n`);
  const holder = await hold();
  expect(await names(holder.url)).toEqual([]);
});

test('takes another port when its own is taken, and keeps it', async () => {
  const first = await hold();
  const port = Number(new URL(first.url).port);
  await stop(first);
  const squatter = createServer().listen(port, '127.0.0.1');
  await once(squatter, 'listening');
  const second = await hold();
  const chosen = new URL(second.url).port;
  expect(chosen).not.toBe(String(port));
  await stop(second);
  squatter.close();
  const third = await hold();
  expect(new URL(third.url).port).toBe(chosen);
});

test('runs with durable writes, for this machine alone, and finds Cyrillic in any case', async () => {
  const holder = await hold();
  const settings = await run(
    holder.url,
    `SELECT current_setting('fsync') AS fsync, current_setting('listen_addresses') AS listens,
       current_setting('is_superuser') AS superuser, lower('ЇЖАК') AS lower`,
  );
  expect(settings).toEqual([
    { fsync: 'on', listens: '127.0.0.1', superuser: 'off', lower: 'їжак' },
  ]);
  const stranger = new URL(holder.url);
  stranger.password = 'guess';
  await expect(run(stranger.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
});

interface Holder {
  url: string;
  process: ChildProcess;
}

async function hold(): Promise<Holder> {
  const script = fileURLToPath(new URL('hold-database.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  holders.push(child);

  const url = await Promise.race([
    once(child.stdout, 'data').then(([line]) => String(line).trim()),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`ended with ${String(code)}`))),
  ]);
  return { url, process: child };
}

async function stop(holder: Holder): Promise<void> {
  const ended = once(holder.process, 'exit');
  holder.process.stdin?.write('stop\n');
  await ended;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

function serverPid(): number | null {
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null;
}

async function run(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  // The server is killed under some of these connections.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function names(url: string): Promise<unknown[]> {
  return (await run(url, 'SELECT name FROM companies ORDER BY id')).map((row) => row['name']);
}

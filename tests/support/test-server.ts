import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { startEmbedded } from '#server/infra/db/embedded.ts';
import { migrate } from '#server/infra/db/migrate.ts';

/**
 * One PostgreSQL server for a run of tests or benchmarks, with a migrated template that databases
 * are cloned from. Knows nothing of the test runner, so browser tests and benchmarks use it too.
 */
export interface TestServerAddress {
  /** As the owner, database `postgres`. */
  url: string;
  template: string;
}

export interface TestServer extends TestServerAddress {
  stop: () => Promise<void>;
}

export interface TestDatabase {
  /** As the owner. */
  url: string;
  drop: () => Promise<void>;
}

/** Followed by the id of the process whose server it is. */
const folderPrefix = 'tandem-postgres-';

/** @param givenUrl a server to use instead of the built-in one (TEST_DATABASE_URL) */
export async function startTestServer(givenUrl?: string): Promise<TestServer> {
  const template = `tandem_template_${process.pid}`;
  if (givenUrl !== undefined) {
    await makeTemplate(givenUrl, template);
    const stop = () => withClient(givenUrl, (client) => dropDatabase(client, template));
    return { url: givenUrl, template, stop };
  }
  await sweepAbandoned();
  const folder = mkdtempSync(join(tmpdir(), `${folderPrefix}${process.pid}-`));
  // PostgreSQL's own user has to get in when the tests run as root.
  chmodSync(folder, 0o755);
  const server = await startEmbedded({ dataDir: folder, log: () => undefined, preferredPort: 0 });
  const url = server.url('postgres');
  await makeTemplate(url, template);
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  };
  return { url, template, stop };
}

let serial = 0;

/** A migrated, empty database of one's own; a clone takes some tens of milliseconds. */
export async function cloneDatabase(server: TestServerAddress): Promise<TestDatabase> {
  serial += 1;
  const name = `tandem_test_${process.pid}_${Date.now().toString(36)}_${serial}`;
  await withClient(server.url, async (client) => {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${server.template}`);
  });
  const drop = () => withClient(server.url, (client) => dropDatabase(client, name));
  return { url: urlOf(server.url, name), drop };
}

async function makeTemplate(url: string, template: string): Promise<void> {
  await withClient(url, async (client) => {
    await dropDatabase(client, template);
    await client.query(
      `CREATE DATABASE ${template} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'`,
    );
  });
  await migrate(urlOf(url, template));
}

/** insufficient_privilege: autovacuum, which is not ours to end, is in the database for a moment. */
const notOursToEnd = '42501';

async function dropDatabase(client: Client, name: string): Promise<void> {
  await client.query('SET client_min_messages = warning');
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query(`DROP DATABASE IF EXISTS ${name} (FORCE)`);
      return;
    } catch (error) {
      if (attempt === 120 || (error as { code?: string }).code !== notOursToEnd) throw error;
      await sleep(250);
    }
  }
}

/** What runs that were killed have left: their servers still run and hold memory. */
async function sweepAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(folderPrefix))) {
    // Another run that starts just now has a folder, and nobody in it yet.
    if (runs(Number(name.slice(folderPrefix.length).split('-')[0]))) continue;
    const folder = join(tmpdir(), name);
    const used = join(folder, 'postgres-users');
    const owners = existsSync(used) ? readdirSync(used) : [];
    if (owners.some((pid) => runs(Number(pid)))) continue;
    if (existsSync(join(folder, 'postgres', 'postmaster.pid'))) {
      const server = await startEmbedded({ dataDir: folder, log: () => undefined });
      await server.stop();
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function urlOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

async function withClient(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url, application_name: 'tandem tests' });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

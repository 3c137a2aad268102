import { Client } from 'pg';
import { startEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';

/**
 * Everything between "nothing" and "a migrated database": starts the built-in server unless an
 * address is given, makes the database if it is missing, applies the migrations. Several processes
 * may do so at once. It does not seed.
 */
export interface PrepareOptions {
  /** Absent: the built-in server, in `dataDir`. */
  databaseUrl?: string | undefined;
  dataDir: string;
  log: (line: string) => void;
  preferredPort?: number;
}

export interface PreparedDatabase {
  /** As the owner; the application's connections add `-c role=tandem_app`. */
  url: string;
  embedded: boolean;
  stop: () => Promise<void>;
}

const databaseName = 'tandem';

export async function prepareDatabase(options: PrepareOptions): Promise<PreparedDatabase> {
  const { databaseUrl, dataDir, log } = options;
  if (databaseUrl !== undefined) {
    await prepare(databaseUrl, log);
    return { url: databaseUrl, embedded: false, stop: () => Promise.resolve() };
  }
  const preferred = options.preferredPort;
  const server = await startEmbedded({
    dataDir,
    log,
    ...(preferred === undefined ? {} : { preferredPort: preferred }),
  });
  try {
    const url = server.url(databaseName);
    await prepare(url, log);
    return { url, embedded: true, stop: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function prepare(url: string, log: (line: string) => void): Promise<void> {
  await ensureDatabase(url);
  await migrate(url, log);
  await warnOfLocale(url, log);
}

const unknownDatabase = '3D000';
const duplicateDatabase = new Set(['42P04', '23505']);

/** Makes the database that the address names, if the server knows none by that name. */
export async function ensureDatabase(url: string): Promise<void> {
  const codeOf = (error: unknown) => (error as { code?: string }).code ?? '';
  try {
    await withClient(url, async () => undefined);
    return;
  } catch (error) {
    if (codeOf(error) !== unknownDatabase) throw error;
  }
  const address = new URL(url);
  const name = decodeURIComponent(address.pathname.slice(1));
  address.pathname = '/postgres';
  try {
    await withClient(address.href, (client) =>
      client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`),
    );
  } catch (error) {
    // Another process was quicker.
    if (!duplicateDatabase.has(codeOf(error))) throw error;
  }
}

/** Does the database know the small letter of a Cyrillic capital (U+0407, U+0457)? */
const knowsCyrillic = `SELECT lower(U&'\\0407') = U&'\\0457' AS ok`;

async function warnOfLocale(url: string, log: (line: string) => void): Promise<void> {
  await withClient(url, async (client) => {
    const { rows } = await client.query<{ ok: boolean }>(knowsCyrillic);
    if (rows[0]?.ok === true) return;
    log('the database has LC_CTYPE=C: search will not find Cyrillic regardless of case');
  });
}

async function withClient<Result>(
  url: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString: url, application_name: 'tandem prepare' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { ensureRoles } from './roles.ts';

/**
 * Applies `prisma/migrations` in the order of their names and keeps Prisma's own table of them, so
 * that the ordinary Prisma CLI goes on where this ends. Prisma's engine is not used, because it is
 * a binary that would have to be fetched from the network first.
 *
 * Invariants: one migration is one transaction, record included, so nothing is ever half applied;
 * processes that start at once take turns; an applied migration whose file was changed stops the
 * start. There is no way down: going back is a new migration.
 */
export interface Migration {
  name: string;
  sql: string;
  /** SHA-256, hex, as Prisma computes it */
  checksum: string;
}

const migrationsFolder = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));

export function readMigrations(folder: string = migrationsFolder): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'migration.sql')))
    .map((entry) => {
      const bytes = readFileSync(join(folder, entry.name, 'migration.sql'));
      const checksum = createHash('sha256').update(bytes).digest('hex');
      return { name: entry.name, sql: bytes.toString('utf8'), checksum };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Any number that nobody else in the database takes an advisory lock with. */
const lockKey = 7_263_361_1;

const createTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id                  varchar(36) PRIMARY KEY,
  checksum            varchar(64) NOT NULL,
  finished_at         timestamptz,
  migration_name      varchar(255) NOT NULL,
  logs                text,
  rolled_back_at      timestamptz,
  started_at          timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0
)`;

/**
 * @param ownerUrl a connection as the owner of the database
 * @param log gets one line per migration applied
 * @returns the names of the migrations applied now
 */
export async function migrate(
  ownerUrl: string,
  log: (line: string) => void = () => undefined,
  migrations: Migration[] = readMigrations(),
): Promise<string[]> {
  const owner = new Client({ connectionString: ownerUrl, application_name: 'tandem migrate' });
  await owner.connect();
  try {
    await owner.query('SELECT pg_advisory_lock($1)', [lockKey]);
    await ensureRoles(owner);
    const pending = await findPending(owner, migrations);
    for (const migration of pending) {
      await apply(owner, migration);
      log(`migration ${migration.name} applied`);
    }
    return pending.map((migration) => migration.name);
  } finally {
    // Ending the session frees the lock too.
    await owner.end();
  }
}

async function findPending(owner: Client, migrations: Migration[]): Promise<Migration[]> {
  await owner.query(`SET client_min_messages = warning; ${createTable}`);
  const { rows } = await owner.query<{ name: string; checksum: string; finished: boolean }>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  const applied = new Map(rows.map((row) => [row.name, row]));
  return migrations.filter((migration) => {
    const row = applied.get(migration.name);
    if (!row) return true;
    if (!row.finished) {
      throw new Error(`Migration ${migration.name} was begun by another tool and has failed.`);
    }
    if (row.checksum !== migration.checksum) {
      throw new Error(`Migration ${migration.name} was changed after it had been applied.`);
    }
    return false;
  });
}

async function apply(owner: Client, migration: Migration): Promise<void> {
  const startedAt = new Date();
  await owner.query('BEGIN');
  try {
    await owner.query(migration.sql);
    await owner.query(
      `INSERT INTO _prisma_migrations
         (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
       VALUES ($1, $2, clock_timestamp(), $3, $4, 1)`,
      [randomUUID(), migration.checksum, migration.name, startedAt],
    );
    await owner.query('COMMIT');
  } catch (cause) {
    await owner.query('ROLLBACK');
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Migration ${migration.name} failed: ${reason}`, { cause });
  }
}

import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { diffToSchema, readSchema } from '#prisma/diff.ts';
import { migrate, readMigrations } from '#server/infra/db/migrate.ts';
import { ensureDatabase } from '#server/infra/db/prepare.ts';
import { createTestDatabase, testServer } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/test-server.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('the migrated database and the schema differ in nothing', async () => {
  expect(await diffToSchema(database.url)).toBe('');
});

test('a field that no migration makes is found', async () => {
  const planted = readSchema().map((file) => ({
    ...file,
    content: file.content.replace('model Company {', 'model Company {\n  planted String?\n'),
  }));
  expect(await diffToSchema(database.url, 'database', planted)).toContain(
    'ADD COLUMN     "planted"',
  );
});

test('a column that the schema does not know is found', async () => {
  const other = await createTestDatabase();
  await withClient(other.url, (client) => client.query('ALTER TABLE tags ADD COLUMN planted int'));
  expect(await diffToSchema(other.url)).toContain('DROP COLUMN "planted"');
  await other.drop();
});

test('applies nothing a second time', async () => {
  expect(await migrate(database.url)).toEqual([]);
});

test('lets several processes start on one new database at once', async () => {
  const url = new URL(testServer().url);
  url.pathname = `/tandem_at_once_${process.pid}`;
  const names = readMigrations().map((migration) => migration.name);
  const start = async () => {
    await ensureDatabase(url.href);
    return migrate(url.href);
  };
  const applied = await Promise.all([start(), start(), start()]);
  expect(applied.flat()).toEqual(names);
  const recorded = await withClient(url.href, (client) =>
    client.query('SELECT migration_name, applied_steps_count FROM _prisma_migrations ORDER BY 1'),
  );
  expect(recorded.rows).toEqual(
    names.map((name) => ({ migration_name: name, applied_steps_count: 1 })),
  );
  await withClient(testServer().url, (client) =>
    client.query(`DROP DATABASE ${url.pathname.slice(1)} (FORCE)`),
  );
});

test('leaves nothing of a migration that fails half-way', async () => {
  const broken = {
    name: '99990101000000_broken',
    checksum: 'x',
    sql: 'CREATE TABLE half (); SELECT nonsense',
  };
  await expect(migrate(database.url, undefined, [...readMigrations(), broken])).rejects.toThrow(
    /99990101000000_broken failed: column "nonsense"/,
  );
  const { rows } = await withClient(database.url, (client) =>
    client.query(`SELECT to_regclass('half') AS half,
      (SELECT count(*)::int FROM _prisma_migrations WHERE migration_name LIKE '9999%') AS recorded`),
  );
  expect(rows).toEqual([{ half: null, recorded: 0 }]);
});

test('stops when an applied migration was changed', async () => {
  const changed = readMigrations().map((migration, at) =>
    at === 0 ? { ...migration, checksum: 'changed' } : migration,
  );
  await expect(migrate(database.url, undefined, changed)).rejects.toThrow(/was changed after/);
});

test('names the statement to run when the owner may not make the role', async () => {
  const weak = `weak_${process.pid}`;
  const admin = testServer().url;
  await withClient(admin, async (client) => {
    await client.query(`CREATE ROLE ${weak} LOGIN PASSWORD 'weak'`);
    await client.query(`GRANT ${weak} TO CURRENT_USER`);
    await client.query(`CREATE DATABASE ${weak} OWNER ${weak}`);
  });
  const url = new URL(admin);
  url.username = weak;
  url.password = 'weak';
  url.pathname = `/${weak}`;
  await expect(migrate(url.href)).rejects.toThrow(
    `GRANT tandem_app TO "${weak}"; GRANT tandem_eraser TO "${weak}";`,
  );
  await withClient(admin, async (client) => {
    await client.query(`GRANT tandem_app, tandem_eraser TO ${weak}`);
  });
  expect(await migrate(url.href)).toHaveLength(readMigrations().length);
  await withClient(admin, async (client) => {
    await client.query(`DROP DATABASE ${weak} (FORCE)`);
    await client.query(`DROP ROLE ${weak}`);
  });
});

async function withClient<Result>(
  url: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

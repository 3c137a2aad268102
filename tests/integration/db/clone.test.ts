import { Client } from 'pg';
import { expect, test } from 'vitest';
import { createTestDatabase } from '#tests/support/database.ts';

test('gives every test file a migrated, empty database of its own', async () => {
  const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const client = new Client({ connectionString: one.url });
  await client.connect();
  await client.query(`INSERT INTO companies (name) VALUES ('one')`);
  await client.end();
  const other = new Client({ connectionString: two.url });
  await other.connect();
  const { rows } = await other.query('SELECT count(*)::int AS count FROM companies');
  await other.end();
  expect(rows).toEqual([{ count: 0 }]);
  await Promise.all([one.drop(), two.drop()]);
});

import type { Client } from 'pg';

/** Rows by column name; a value is what JSON holds (dates as ISO text, money as decimal text). */
export type Row = Record<string, unknown>;

const chunkRowsMax = 2_000;

/** Set-based: one statement per chunk. All rows name the same columns as the first. */
export async function insertRows(client: Client, table: string, rows: Row[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first)
    .map((name) => client.escapeIdentifier(name))
    .join(', ');
  for (let at = 0; at < rows.length; at += chunkRowsMax) {
    await client.query(
      `INSERT INTO ${table} (${columns})
       SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
      [JSON.stringify(rows.slice(at, at + chunkRowsMax))],
    );
  }
}

/** After rows with ids of our own: the next id follows the largest. */
export async function continueIds(client: Client, tables: string[]): Promise<void> {
  for (const table of tables) {
    await client.query(
      `SELECT setval(pg_get_serial_sequence($1, 'id'), (SELECT coalesce(max(id), 0) + 1 FROM ${table}), false)`,
      [table],
    );
  }
}

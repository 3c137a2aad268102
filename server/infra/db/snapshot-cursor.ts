/**
 * Many rows of one moment: a server-side cursor in a REPEATABLE READ, READ ONLY transaction on a
 * connection of its own, so that neither a long read nor a slow reader keeps one from the others.
 * Rows are fetched when they are asked for, a short FETCH at a time; however the reading ends, the
 * connection does too. A transaction that only reads holds up nobody: it has no number that the
 * stream of events would wait for.
 */
import { Client } from 'pg';
import { sessionOptions } from './session-options.ts';

/** The first FETCH may have to sort everything. */
const statementTimeoutMs = 120_000;
/** A reader that is slower than that has gone. */
const idleTimeoutMs = 60_000;

export interface SnapshotCursorOptions {
  /** The owner's address; the connection takes the application's role. */
  url: string;
  query: { text: string; values: unknown[] };
  rowsPerFetch: number;
}

/** Batches of rows, each row an array in the order of the query's columns. */
export async function* readSnapshot({
  url,
  query,
  rowsPerFetch,
}: SnapshotCursorOptions): AsyncGenerator<unknown[][], void, void> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    options: sessionOptions(statementTimeoutMs),
    keepAlive: true,
  });
  // Whoever waits for a query is told of a broken connection there.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query(`SET LOCAL idle_in_transaction_session_timeout = ${idleTimeoutMs}`);
    // All rows are wanted, not the first few soon.
    await client.query('SET LOCAL cursor_tuple_fraction = 1');
    await client.query(`DECLARE rows NO SCROLL CURSOR FOR ${query.text}`, query.values);
    const text = `FETCH ${rowsPerFetch} FROM rows`;
    for (;;) {
      const { rows } = await client.query<unknown[]>({ text, rowMode: 'array' });
      if (rows.length > 0) yield rows;
      if (rows.length < rowsPerFetch) return;
    }
  } finally {
    await client.end().catch(() => undefined);
  }
}

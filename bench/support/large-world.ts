/**
 * A database with very many customers: the one at LARGE_DATABASE_URL, which was seeded before
 * (`npm run db:seed -- large 2000000 0`), or one made for this run, which takes minutes.
 */
import type { Client } from 'pg';
import type { Pool } from 'pg';
import { seedLarge } from '#prisma/seed/large.ts';
import { scopeFor } from '#server/shared/actor.ts';
import type { Scope } from '#server/shared/actor.ts';
import type { Db } from '#server/infra/db/client.ts';
import { createDb, createPool } from '#server/infra/db/client.ts';
import { migrate } from '#server/infra/db/migrate.ts';
import { cloneDatabase } from '#tests/support/test-server.ts';
import type { Bench } from './benchmark.ts';
import { withOwner } from './fixture.ts';

export interface Statement {
  text: string;
  values: unknown[];
}

export interface LargeWorld {
  db: Db;
  /** As the application's role, beside `db`. */
  pool: Pool;
  scope: Scope;
  userId: number;
  customers: number;
  /** What `db` sent while the work ran. */
  sent: (work: () => Promise<unknown>) => Promise<Statement[]>;
}

export async function onLargeWorld<Result>(
  bench: Bench,
  work: (world: LargeWorld) => Promise<Result>,
): Promise<Result> {
  const given = process.env['LARGE_DATABASE_URL'];
  const made = given === undefined ? await cloneDatabase(bench.postgres) : null;
  const url = given ?? made?.url ?? '';
  try {
    if (made === null) await migrate(url);
    else await seed(url, bench);
    return await run(url, work);
  } finally {
    await made?.drop();
  }
}

function seed(url: string, bench: Bench): Promise<void> {
  return withOwner(url, async (owner: Client) => {
    const customers = bench.scale(2_000_000, 60_000);
    await seedLarge(owner, { customers, operationsPerCustomer: 0, log: bench.say });
  });
}

async function run<Result>(
  url: string,
  work: (world: LargeWorld) => Promise<Result>,
): Promise<Result> {
  const options = { url, poolMax: 4, statementTimeoutMs: 120_000 };
  const heard: Statement[] = [];
  const recorded = createPool(options);
  recorded.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    const record = (...args: unknown[]) => {
      const [first, second] = args as [string | { text: string; values?: unknown[] }, unknown];
      if (typeof first === 'object') {
        heard.push({
          text: first.text,
          values: first.values ?? (second as unknown[] | undefined) ?? [],
        });
      }
      return query(...args);
    };
    client.query = record as typeof client.query;
  });
  const db = createDb(options, recorded);
  const pool = createPool(options);
  try {
    const { rows } = await pool.query<{ companyId: number; userId: number; customers: number }>(
      `SELECT c.id AS "companyId", (SELECT min(u.id) FROM users u WHERE u.company_id = c.id) AS "userId",
         (SELECT count(*)::int FROM customers WHERE company_id = c.id) AS customers
       FROM companies c WHERE c.name = 'Велетень' ORDER BY c.id DESC LIMIT 1`,
    );
    const [found] = rows;
    if (!found) throw new Error('the database has no large company');
    const { companyId, userId, customers } = found;
    const sent = async (doing: () => Promise<unknown>): Promise<Statement[]> => {
      heard.length = 0;
      await doing();
      return heard.filter(({ text }) => text.includes('customers'));
    };
    return await work({ db, pool, scope: scopeFor({ companyId }), userId, customers, sent });
  } finally {
    await pool.end();
    await db.$disconnect();
  }
}

/** Milliseconds that a piece of work takes: the median of so many times. */
export async function medianMs(times: number, work: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let at = 0; at < times; at += 1) {
    const startedAt = performance.now();
    await work();
    took.push(performance.now() - startedAt);
  }
  return took.toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? Number.NaN;
}

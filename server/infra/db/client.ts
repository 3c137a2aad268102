/**
 * The database as the application sees it: Prisma over `pg`, always as the role `tandem_app`, which
 * can't touch balances or history but through the functions made for it.
 */
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { PrismaClient } from '#prisma/generated/client.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { sessionOptions } from './session-options.ts';
import { statementNames } from './statement-names.ts';

/** An open transaction. */
export type Tx = Prisma.TransactionClient;
/** Either the client itself or an open transaction: what reads and repositories need. */
export type Db = Tx;

export interface DbOptions {
  url: string;
  /** Connections, at most. */
  poolMax: number;
  /** A statement that runs longer is cancelled. */
  statementTimeoutMs?: number;
}

export function createPool({ url, poolMax, statementTimeoutMs = 15_000 }: DbOptions): Pool {
  const pool = new Pool({
    connectionString: url,
    max: poolMax,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    options: sessionOptions(statementTimeoutMs),
  });
  // An idle connection that breaks is replaced by the next query; without a listener it would end
  // the process.
  pool.on('error', () => undefined);
  return pool;
}

/** @param pool whose connections to use; it ends with the client */
export function createDb(options: DbOptions, pool: Pool = createPool(options)): PrismaClient {
  const adapter = new PrismaPg(pool, {
    disposeExternalPool: true,
    statementNameGenerator: statementNames(),
  });
  return new PrismaClient({ adapter });
}

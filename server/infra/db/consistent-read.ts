/**
 * Several reads that must agree with each other: all of them see the database at one moment, in a
 * REPEATABLE READ, READ ONLY transaction. Inside a transaction that is open already it adds nothing.
 */
import type { Db } from './client.ts';

export async function readConsistently<Result>(
  db: Db,
  read: (db: Db) => Promise<Result>,
): Promise<Result> {
  if (!db.$transaction) return read(db);
  return db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SET TRANSACTION READ ONLY`;
      return read(tx);
    },
    { isolationLevel: 'RepeatableRead', maxWait: 5_000, timeout: 10_000 },
  );
}

/**
 * Several reads that must agree with each other: all of them see the database at one moment, in a
 * REPEATABLE READ, READ ONLY transaction. Inside such a transaction it adds nothing.
 */
import type { Db } from './client.ts';

/** Prisma would open a savepoint inside a transaction, which costs two trips and gives nothing. */
const open = new WeakSet<Db>();

export async function readConsistently<Result>(
  db: Db,
  read: (db: Db) => Promise<Result>,
): Promise<Result> {
  if (open.has(db)) return read(db);
  return db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SET TRANSACTION READ ONLY`;
      open.add(tx);
      return read(tx);
    },
    { isolationLevel: 'RepeatableRead', maxWait: 5_000, timeout: 10_000 },
  );
}

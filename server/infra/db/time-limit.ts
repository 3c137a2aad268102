/**
 * Reads that may take long and must not for ever: each statement within gets so long, and what takes
 * longer is SERVICE_UNAVAILABLE to the caller. Only reads belong here.
 */
import type { Db } from './client.ts';

export function readWithin<Result>(
  db: Db,
  ms: number,
  read: (db: Db) => Promise<Result>,
): Promise<Result> {
  return db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT set_config('statement_timeout', ${String(ms)}, true)`;
      return read(tx);
    },
    { maxWait: 5_000, timeout: ms + 2_000 },
  );
}

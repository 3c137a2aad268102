/**
 * Data that knows its place in the stream: read in one REPEATABLE READ, READ ONLY transaction that
 * reads the watermark first. Everything before the watermark is in the data; what comes after it will
 * be delivered, some of it perhaps for the second time, which a reader tells by the version.
 */
import type { Cursor } from '#server/shared/event.ts';
import { assert } from '#server/shared/assert.ts';
import type { Db } from '#server/infra/db/client.ts';
import { readConsistently } from '#server/infra/db/consistent-read.ts';
import { formatCursor } from './cursor.ts';
import { watermarkSql } from './read.ts';

export async function readAtWatermark<Result>(
  db: Db,
  read: (db: Db, cursor: Cursor) => Promise<Result>,
): Promise<Result> {
  return readConsistently(db, async (tx) => {
    const [row] = await tx.$queryRawUnsafe<{ epoch: string; xmin: string }[]>(watermarkSql);
    assert(row, 'event_stream has its one row');
    return read(tx, formatCursor(row.epoch, { xid: BigInt(row.xmin), id: 0n }));
  });
}

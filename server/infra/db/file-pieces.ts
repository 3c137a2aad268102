/**
 * Files in pieces, in the database, so that any process can hand over what another one wrote, and
 * what is thrown away is gone everywhere. Knows neither formats nor rights; whose turn it is to write
 * is told by the run that the export's row names.
 */
import type { Db } from './client.ts';

export const filePieceBytes = 256 * 1024;

export interface NewPiece {
  exportId: number;
  runId: string;
  /** From 0. */
  position: number;
  bytes: Uint8Array;
}

/**
 * Adds a piece if the run is still the one that writes: the row is held for the length of the
 * statement, so that a successor finds every piece that it has to throw away.
 * @returns whether it was taken
 */
export async function addPiece(
  db: Db,
  { exportId, runId, position, bytes }: NewPiece,
): Promise<boolean> {
  const count = await db.$executeRaw`
    INSERT INTO export_pieces (export_id, position, bytes)
    SELECT id, ${position}::int, ${bytes}::bytea FROM exports
    WHERE id = ${exportId}::int AND run_id = ${runId}::uuid AND state = 'running' FOR SHARE`;
  return count === 1;
}

export async function deletePieces(db: Db, exportIds: readonly number[]): Promise<void> {
  await db.exportPiece.deleteMany({ where: { exportId: { in: [...exportIds] } } });
}

/**
 * A ready file, a piece at a time as they are asked for. Ends early, with an error, when the file is
 * thrown away or its maker is blocked meanwhile.
 */
export async function* readPieces(
  db: Db,
  { exportId, bytes }: { exportId: number; bytes: number },
): AsyncGenerator<Uint8Array, void, void> {
  let sent = 0;
  for (let position = 0; sent < bytes; position += 1) {
    const [piece] = await db.$queryRaw<{ bytes: Uint8Array }[]>`
      SELECT p.bytes FROM export_pieces p
      JOIN exports e ON e.id = p.export_id AND e.state = 'ready'
      JOIN users u ON u.id = e.author_id AND u.blocked_at IS NULL
      WHERE p.export_id = ${exportId}::int AND p.position = ${position}::int`;
    if (piece === undefined) throw new Error(`the file of export ${exportId} ends early`);
    sent += piece.bytes.length;
    yield piece.bytes;
  }
}

/**
 * A place in the stream of events: the writing transaction and the event's id, in that order, under
 * the database's epoch. Commit order can't be read off an id or a timestamp: a reader that went by
 * `id > cursor` would miss whatever commits late (docs/decisions, fenced cursor).
 */
import type { Cursor } from '#server/shared/event.ts';

export interface Position {
  xid: bigint;
  id: bigint;
}

export function comparePositions(a: Position, b: Position): number {
  if (a.xid !== b.xid) return a.xid < b.xid ? -1 : 1;
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  return 0;
}

export function formatCursor(epoch: string, { xid, id }: Position): Cursor {
  return `${epoch}.${xid}.${id}` as Cursor;
}

/** Null for anything that is not a cursor of this epoch: forged, cut off, or from before a restore. */
export function parseCursor(epoch: string, text: string): Position | null {
  const match = /^([\w-]{1,40})\.(\d{1,19})\.(\d{1,18})$/.exec(text);
  if (!match || match[1] !== epoch) return null;
  return { xid: BigInt(match[2] ?? ''), id: BigInt(match[3] ?? '') };
}

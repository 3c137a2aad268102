/**
 * What processes say to each other about presence: small frames, each within what one NOTIFY takes.
 * A sequence number in each lets a receiver see that it missed something.
 */
import { z } from 'zod';
import { rowNumber } from '#server/shared/row-number.ts';
import { place } from '#server/shared/presence.ts';

/** PostgreSQL takes less than 8,000 bytes. */
const frameMaxBytes = 7_400;
/** What stands around the entries of a frame, generously. */
const envelopeBytes = 200;

const leaseId = z.string().min(1).max(40);
const processId = z.string().min(1).max(20);
const seq = z.number().int().nonnegative();

const entry = z.object({
  companyId: rowNumber,
  lease: z.object({
    id: leaseId,
    user: z.object({ id: rowNumber, name: z.string().max(200) }),
    place,
  }),
});
/** A lease and whose it is. */
export type Entry = z.infer<typeof entry>;

const frame = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('changes'),
    from: processId,
    seq,
    set: z.array(entry),
    gone: z.array(leaseId),
  }),
  /** One of several that together are all leases of a process; they follow each other directly. */
  z.object({
    kind: z.literal('state'),
    from: processId,
    seq,
    part: z.number().int().positive(),
    parts: z.number().int().positive(),
    set: z.array(entry),
  }),
  /** Proof of life, with the number of the latest frame. */
  z.object({ kind: z.literal('beat'), from: processId, seq }),
  /** Wants all leases of one process, or of every one. */
  z.object({ kind: z.literal('ask'), from: processId, to: processId.nullable() }),
  z.object({ kind: z.literal('bye'), from: processId }),
]);
export type Frame = z.infer<typeof frame>;

/** Null for what is no frame: another version's, or somebody else's. */
export function parseFrame(payload: string): Frame | null {
  try {
    const parsed = frame.safeParse(JSON.parse(payload));
    return parsed.success ? parsed.data : null;
  } catch {
    // Not JSON: nothing of ours.
    return null;
  }
}

/** Splits what is to be said so that each part fits into a frame; at least one part. */
export function intoParts<Item>(items: readonly Item[]): Item[][] {
  const parts: Item[][] = [];
  let part: Item[] = [];
  let bytes = envelopeBytes;
  for (const item of items) {
    const size = Buffer.byteLength(JSON.stringify(item)) + 1;
    if (part.length > 0 && bytes + size > frameMaxBytes) {
      parts.push(part);
      part = [];
      bytes = envelopeBytes;
    }
    part.push(item);
    bytes += size;
  }
  return [...parts, part];
}

/**
 * Which fields of a save someone else changed after they were read: those are asked about, never saved
 * over (product 5.3). For forms that are saved as a whole: one conflict, and nothing of it is saved.
 */
import { z } from 'zod';
import type { FieldChange } from './event.ts';

export const changedMeanwhile = z.object({
  field: z.string(),
  by: z.string().nullable(),
  /** ISO 8601, UTC. */
  at: z.string(),
});
export type ChangedMeanwhile = z.infer<typeof changedMeanwhile>;

interface PastChange {
  by: { name: string } | null;
  at: string;
  changes: readonly FieldChange[];
}

/**
 * @param asked the fields that a save would change
 * @param since what was recorded since they were read, oldest first; a part of a field (`policy.upper`)
 *   counts as the field
 */
export function conflictsOf<Field extends string>(
  asked: readonly Field[],
  since: readonly PastChange[],
): (ChangedMeanwhile & { field: Field })[] {
  return asked.flatMap((field) => {
    const last = since.findLast(({ changes }) =>
      changes.some((change) => change.field === field || change.field.startsWith(`${field}.`)),
    );
    return last ? [{ field, by: last.by?.name ?? null, at: last.at }] : [];
  });
}

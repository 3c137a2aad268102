/** Which verdicts of a run are shown: the address and the question to the server say the same. */
import type { ListBatchRowsInput } from '#server/features/batch/schema.ts';
import type { BatchReason, BatchVerdict } from '#server/shared/batch.ts';
import { batchReasons, batchVerdicts } from '#server/shared/batch.ts';

export interface VerdictFilter {
  /** Null = all, those that wait for their turn too. */
  verdict: BatchVerdict | null;
  reason: BatchReason | null;
}

/** Reads the address; what means nothing is left out, never an error page. */
export function readVerdicts(search: URLSearchParams): VerdictFilter {
  const verdict = batchVerdicts.find((each) => each === search.get('verdict')) ?? null;
  const reason = batchReasons.find((each) => each === search.get('reason')) ?? null;
  return { verdict, reason };
}

export function writeVerdicts({ verdict, reason }: VerdictFilter): URLSearchParams {
  const search = new URLSearchParams();
  if (verdict !== null) search.set('verdict', verdict);
  if (reason !== null) search.set('reason', reason);
  return search;
}

/** One input for the loader and the screen: the same key in the cache. */
export function verdictsInput(
  batchId: number,
  { verdict, reason }: VerdictFilter,
): Omit<ListBatchRowsInput, 'afterPosition'> {
  return {
    batchId,
    ...(verdict === null ? {} : { verdict }),
    ...(reason === null ? {} : { reason }),
  };
}

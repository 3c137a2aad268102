import { useEffect, useRef } from 'react';
import { trpc } from '#app/lib/trpc.ts';
import type { BatchDto } from '#server/features/batch/schema.ts';
import { isRunning } from '../batch-words.ts';

/** However fast the chunks come. */
const paceMs = 2000;

/**
 * Reads the verdicts on screen anew while the run goes on: at a pace, and once more at its end. The
 * events tell the counts alone, for a run may have a hundred thousand rows.
 */
export function useFreshVerdicts(batch: BatchDto): void {
  const utils = trpc.useUtils();
  const { id: batchId, version } = batch;
  const isAtWork = isRunning(batch);
  const shown = useRef(version);
  const readAt = useRef(0);
  useEffect(() => {
    if (shown.current === version) return;
    const delayMs = isAtWork ? Math.max(readAt.current + paceMs - Date.now(), 0) : 0;
    const timer = setTimeout(() => {
      shown.current = version;
      readAt.current = Date.now();
      void utils.batch.listRows.invalidate({ batchId });
    }, delayMs);
    return () => clearTimeout(timer);
  }, [utils, batchId, version, isAtWork]);
}

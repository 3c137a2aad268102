import type { BatchDto } from '#server/features/batch/schema.ts';
import { processedOf, useBatchWords } from './batch-words.ts';
import './batch.css';

/** How far a run is. It is read out when asked for, never by itself: chunks come fast. */
export function ProgressBar({ batch }: { batch: BatchDto }) {
  const words = useBatchWords();
  const processed = processedOf(batch);
  const percent = batch.total === 0 ? 100 : (processed / batch.total) * 100;
  return (
    <div
      role="progressbar"
      className="t-run-bar"
      aria-label={words.title(batch)}
      aria-valuemin={0}
      aria-valuemax={batch.total}
      aria-valuenow={processed}
      aria-valuetext={words.counts(batch)}
    >
      <span style={{ inlineSize: `${String(percent)}%` }} />
    </div>
  );
}

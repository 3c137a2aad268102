/** What a format that is plain text has to say; `write-rows.ts` does the rest. */
import type { Row } from './columns.ts';

export interface TextWriter {
  start: string;
  /** Several rows at once: joining them is cheaper than sending them. */
  rows: (rows: readonly Row[]) => string;
  end: string;
}

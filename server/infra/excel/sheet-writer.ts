/** A spreadsheet while it is written. */
import type { Row } from './columns.ts';

export interface SheetWriter {
  /** Resolves when more may come: what was given has gone on its way. */
  write: (rows: readonly Row[]) => Promise<void>;
  /** Resolves when the last byte has been handed over. */
  end: () => Promise<void>;
}

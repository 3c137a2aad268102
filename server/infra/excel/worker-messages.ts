/** What the two ends of an export's worker thread tell each other. */
import type { ExportPlan, Row } from './columns.ts';

export interface WorkerPlan extends ExportPlan {
  format: 'xls' | 'xlsx';
}

export type ToWorker =
  | { is: 'rows'; rows: readonly Row[] }
  /** No row is left. */
  | { is: 'end' }
  /** One more piece of the file may be sent. */
  | { is: 'more' };

export type FromWorker =
  /** So many of the rows sent are written: the next may come. */
  { is: 'taken'; rowsCount: number } | { is: 'bytes'; bytes: Uint8Array } | { is: 'done' };

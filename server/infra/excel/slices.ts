/** Rows in portions that an event loop doesn't notice, however many the source hands over at once. */
import type { Row } from './columns.ts';

/** A few milliseconds of work for the widest table. */
const sliceRows = 250;

export interface RowsSource {
  rows: AsyncIterable<readonly Row[]>;
  /** Rows that have been written since the last call. */
  onWritten: (rowsCount: number) => void;
}

export async function* slices({ rows }: RowsSource): AsyncGenerator<readonly Row[], void, void> {
  for await (const batch of rows) {
    for (let start = 0; start < batch.length; start += sliceRows) {
      yield start === 0 && batch.length <= sliceRows
        ? batch
        : batch.slice(start, start + sliceRows);
    }
  }
}

/**
 * Rows to a file, as a stream: .csv, .txt and .xml in this thread, a slice at a time; .xlsx and .xls
 * in a worker thread of their own. Nothing is read from the source before the stream wants it, and
 * memory doesn't grow with the rows (but for .xls, see `xls.ts`). Knows neither the database nor who
 * may see what: it writes the rows that it is given.
 */
import { addAbortSignal, Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ExportFormat } from '#server/shared/export-format.ts';
import type { ExportPlan, Row } from './columns.ts';
import { delimitedWriter } from './delimited.ts';
import { slices } from './slices.ts';
import type { RowsSource } from './slices.ts';
import type { TextWriter } from './text-writer.ts';
import { workerStream } from './worker-stream.ts';
import { xmlWriter } from './xml.ts';

export interface WriteRowsOptions extends ExportPlan {
  format: ExportFormat;
  rows: AsyncIterable<readonly Row[]>;
  /** How many rows have been written so far. */
  onProgress?: (rowsDone: number) => void;
  /** Ends the stream with an AbortError, the worker with it, and closes the source. */
  signal?: AbortSignal;
}

export function writeRows(options: WriteRowsOptions): Readable {
  const { format, signal, rows, onProgress, ...plan } = options;
  let rowsDone = 0;
  const source: RowsSource = { rows, onWritten: (count) => onProgress?.((rowsDone += count)) };
  const stream =
    format === 'xls' || format === 'xlsx'
      ? workerStream({ plan: { ...plan, format }, source })
      : Readable.from(pieces(textWriter(format, plan), source), {
          objectMode: false,
          highWaterMark: 256 * 1024,
        });
  return signal === undefined ? stream : addAbortSignal(signal, stream);
}

function textWriter(format: 'xml' | 'txt' | 'csv', plan: ExportPlan): TextWriter {
  if (format === 'xml') return xmlWriter(plan);
  return delimitedWriter(plan, format === 'csv' ? ',' : '\t');
}

async function* pieces(writer: TextWriter, source: RowsSource): AsyncGenerator<Buffer> {
  yield Buffer.from(writer.start);
  for await (const slice of slices(source)) {
    yield Buffer.from(writer.rows(slice));
    source.onWritten(slice.length);
    // A reader and a source that are both quick would let nobody else have a turn.
    await nextTurn();
  }
  if (writer.end !== '') yield Buffer.from(writer.end);
}

/**
 * Rows to a file, as a stream, in the thread that it is called in: a batch at a time, no further ahead
 * than a few buffers hold, so that memory doesn't grow with the rows (but for .xls, see `xls.ts`). Knows neither the database nor who may see what: it writes the rows that it is given.
 */
import { PassThrough, Readable } from 'node:stream';
import type { Writable } from 'node:stream';
import type { ExportFormat } from '#server/shared/export-format.ts';
import type { ExportPlan, Row } from './columns.ts';
import { delimitedWriter } from './delimited.ts';
import type { SheetWriter } from './sheet-writer.ts';
import type { TextWriter } from './text-writer.ts';
import { xmlWriter } from './xml.ts';

/** What is on its way between a writer and its reader, at most. */
const aheadBytes = 256 * 1024;

type Batches = AsyncIterable<readonly Row[]>;

export interface FilePlan extends ExportPlan {
  format: ExportFormat;
}

export interface WriteRowsOptions extends FilePlan {
  /** In batches. */
  rows: Batches;
  /** How many rows have been written so far. */
  onProgress?: (rowsDone: number) => void;
}

/** @throws RangeError for a zone that nobody knows, here or in the stream */
export function writeRows({ format, rows, onProgress, ...plan }: WriteRowsOptions): Readable {
  const batches = counted(rows, onProgress);
  if (format === 'xls' || format === 'xlsx') {
    return sheets((output) => sheetWriter(format, plan, output), batches);
  }
  return Readable.from(pieces(textWriter(format, plan), batches), {
    objectMode: false,
    highWaterMark: aheadBytes,
  });
}

/** A batch is done when the next one is asked for. */
async function* counted(
  batches: Batches,
  onProgress?: (rowsDone: number) => void,
): AsyncGenerator<readonly Row[], void, void> {
  let rowsDone = 0;
  for await (const batch of batches) {
    yield batch;
    rowsDone += batch.length;
    onProgress?.(rowsDone);
  }
}

function textWriter(format: 'xml' | 'txt' | 'csv', plan: ExportPlan): TextWriter {
  if (format === 'xml') return xmlWriter(plan);
  return delimitedWriter(plan, format === 'csv' ? ',' : '\t');
}

async function* pieces(writer: TextWriter, batches: Batches): AsyncGenerator<Buffer> {
  yield Buffer.from(writer.start);
  for await (const batch of batches) yield Buffer.from(writer.rows(batch));
  if (writer.end !== '') yield Buffer.from(writer.end);
}

async function sheetWriter(
  format: 'xls' | 'xlsx',
  plan: ExportPlan,
  output: Writable,
): Promise<SheetWriter> {
  // Either library takes long to load, and one is enough.
  if (format === 'xlsx') return (await import('./xlsx.ts')).createXlsx(plan, output);
  return (await import('./xls.ts')).createXls(plan, output);
}

function sheets(open: (output: Writable) => Promise<SheetWriter>, batches: Batches): Readable {
  const output = new PassThrough({ highWaterMark: aheadBytes });
  const write = async () => {
    const writer = await open(output);
    for await (const batch of batches) await writer.write(batch);
    await writer.end();
  };
  write().catch((error: unknown) => {
    output.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return output;
}

/**
 * The rows of an export, read and put into words in the export's own thread, which loads this file (see
 * `infra/excel/thread.ts`).
 */
import type { Row } from '#server/infra/excel/columns.ts';
import { readSnapshot } from '#server/infra/db/snapshot-cursor.ts';
import { wordsIn } from '#server/infra/words.ts';
import type { ExportFormat } from '#server/shared/export-format.ts';
import type { Language } from '#server/shared/language.ts';
import type { FileContents } from '../domain.ts';
import { cellsOf } from '../domain.ts';

/** A few milliseconds of work; with more, memory grows and nothing is gained. */
const rowsPerFetch = 500;

export interface RowsOrder {
  /** The owner's, for the connection that the snapshot is read on. */
  databaseUrl: string;
  /** What gives the contents' columns, in their order. */
  query: { text: string; values: unknown[] };
  contents: FileContents;
  language: Language;
  format: ExportFormat;
}

export async function* openRows(order: RowsOrder): AsyncGenerator<Row[], void, void> {
  const { databaseUrl: url, query, contents, language, format } = order;
  const toRow = cellsOf(contents, { words: wordsIn(language), format });
  for await (const batch of readSnapshot({ url, query, rowsPerFetch })) yield batch.map(toRow);
}

/** Writes a whole file into memory, as no product code would. */
import { buffer } from 'node:stream/consumers';
import type { Row } from '#server/infra/excel/columns.ts';
import type { ExportFormat } from '#server/shared/export-format.ts';
import { fileThread } from '#server/infra/excel/file-thread.ts';
import type { FilePlan } from '#server/infra/excel/write-rows.ts';
import { rowsOrigin } from './rows-origin.ts';
import { columns, rows, timeZone } from './table.ts';

const batchRows = 7;

function inBatches(all: readonly Row[]): (readonly Row[])[] {
  return Array.from({ length: Math.ceil(all.length / batchRows) }, (_, at) =>
    all.slice(at * batchRows, (at + 1) * batchRows),
  );
}

interface TableOptions extends Partial<FilePlan> {
  rows?: readonly Row[];
}

export function writeTable(
  format: ExportFormat,
  { rows: wanted = rows, ...options }: TableOptions = {},
): Promise<Buffer> {
  const { origin } = rowsOrigin({ batches: inBatches(wanted) });
  const plan = { format, columns, timeZone, title: 'Клієнти: [2026]', ...options };
  return buffer(fileThread({ plan, origin }));
}

/** Writes a whole file into memory, as no product code would. */
import { buffer } from 'node:stream/consumers';
import type { Row } from '#server/infra/excel/columns.ts';
import type { ExportFormat } from '#server/shared/export-format.ts';
import { writeRows } from '#server/infra/excel/write-rows.ts';
import type { WriteRowsOptions } from '#server/infra/excel/write-rows.ts';
import { columns, rows, timeZone } from './table.ts';

export async function* inBatches(all: readonly Row[], size = 7): AsyncGenerator<readonly Row[]> {
  for (let start = 0; start < all.length; start += size) {
    yield await Promise.resolve(all.slice(start, start + size));
  }
}

export function writeTable(
  format: ExportFormat,
  options: Partial<WriteRowsOptions> = {},
): Promise<Buffer> {
  const title = 'Клієнти: [2026]';
  return buffer(writeRows({ format, columns, timeZone, title, rows: inBatches(rows), ...options }));
}

import { buffer } from 'node:stream/consumers';
import type * as Library from '@e965/xlsx';
import { expect, test } from 'vitest';
import type { ExportFormat } from '#server/shared/export-format.ts';
import { fileThread } from '#server/infra/excel/file-thread.ts';
import { xlsRowsMax } from '#server/infra/excel/xls.ts';
import { xlsxRowsMax } from '#server/infra/excel/xlsx.ts';
import { readZip } from './readers.ts';
import { rowsOrigin } from './rows-origin.ts';

/** The number of a sheet's last row can't be told in the format beyond these. */
const facts = { xls: 65_536, xlsx: 1_048_576 };

test('a sheet ends where its format ends', () => {
  expect({ xls: xlsRowsMax, xlsx: xlsxRowsMax }).toEqual(facts);
});

/** One row more than the heading leaves place for, in a sheet that nobody has bounded. */
function writeOneTooMany(format: ExportFormat, rowsMax: number): Promise<Buffer> {
  const batchRows = 4_096;
  const batch = Array.from({ length: batchRows }, () => [7]);
  const { origin } = rowsOrigin({ batches: [batch], times: rowsMax / batchRows });
  const columns = [{ key: 'n', heading: 'N', kind: 'number' as const }];
  const plan = { format, columns, timeZone: 'Europe/Kyiv', title: 'T' };
  return buffer(fileThread({ plan, origin }));
}

test(
  '.xls goes on in a next sheet after 65,536 rows, by itself',
  { timeout: 120_000 },
  async () => {
    const bytes = await writeOneTooMany('xls', facts.xls);
    const { read } = (await import('@e965/xlsx')) as typeof Library;
    const { SheetNames: names, Sheets: sheets } = read(bytes, { dense: true });
    expect(names.map((name) => [name, sheets[name]?.['!ref']])).toEqual([
      ['T', `A1:A${String(facts.xls)}`],
      ['T 2', 'A1:A2'],
    ]);
  },
);

test(
  '.xlsx goes on in a next sheet after 1,048,576 rows, by itself',
  { timeout: 120_000 },
  async () => {
    const parts = readZip(await writeOneTooMany('xlsx', facts.xlsx));
    const lastRows = [1, 2, 3].map((serial) => {
      const xml = parts.get(`xl/worksheets/sheet${String(serial)}.xml`)?.toString();
      return xml === undefined ? null : Number(/.*<row r="(\d+)"/s.exec(xml)?.[1]);
    });
    expect(lastRows).toEqual([facts.xlsx, 2, null]);
  },
);

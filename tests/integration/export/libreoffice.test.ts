import { beforeAll, expect, test } from 'vitest';
import { ensureLibreOffice, installTimeoutMs, openInLibreOffice } from './libreoffice.ts';
import { parseDelimited } from './readers.ts';
import { columns, expectedOf } from './table.ts';
import { writeTable } from './write.ts';

const openingMs = 150_000;

beforeAll(() => void ensureLibreOffice(), 2 * installTimeoutMs);

/** It shows 1200.50 as 1200.5. */
const asNumbers = (rows: string[][]) =>
  rows.map((row) =>
    row.map((cell, index) =>
      (index === 2 || index === 3) && /^-?[\d.]+$/.test(cell) ? String(Number(cell)) : cell,
    ),
  );

test.each(['xlsx', 'xls'] as const)(
  'LibreOffice shows each sheet of .%s as it was given, cell by cell',
  async (format) => {
    const bytes = await writeTable(format, { title: 'Клієнти', rowsPerSheetMax: 20 });
    const texts = await openInLibreOffice({ bytes, name: `table.${format}` });
    const sheets = texts.map((text) => parseDelimited(text, ',', '\n'));
    const [heading = [], ...rows] = asNumbers(expectedOf(format));
    expect(sheets.map(asNumbers)).toEqual([
      [heading, ...rows.slice(0, 19)],
      [heading, ...rows.slice(19)],
    ]);
  },
  openingMs,
);

test.each([
  ['csv', ','],
  ['txt', '\t'],
] as const)(
  'LibreOffice shows .%s as it was given, cell by cell',
  async (format, delimiter) => {
    const [text = ''] = await openInLibreOffice({
      bytes: await writeTable(format),
      name: `table.${format}`,
      separated: { delimiter, columnsCount: columns.length },
    });
    expect(parseDelimited(text, ',', '\n')).toEqual(expectedOf(format));
  },
  openingMs,
);

test(
  'LibreOffice takes a telephone number of .csv for a text when it has spaces',
  async () => {
    const [text = ''] = await openInLibreOffice({
      bytes: Buffer.from('+380 50 123 4567,+380501234567\r\n'),
      name: 'phone.csv',
    });
    // The second shows all its digits and lost its plus: whoever writes .csv adds the spaces.
    expect(text).toBe('"+380 50 123 4567",380501234567\n');
  },
  openingMs,
);

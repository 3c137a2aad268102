import { expect, test } from 'vitest';
import { readDelimited, readXlsx, readXml } from './readers.ts';
import { columns, expectedOf, rows } from './table.ts';
import { writeTable } from './write.ts';

test.each([
  ['csv', ','],
  ['txt', '\t'],
] as const)(
  'a strict reader finds in .%s what was given, cell by cell',
  async (format, delimiter) => {
    expect(readDelimited(await writeTable(format), delimiter)).toEqual(expectedOf(format));
  },
);

test('a strict parser finds in .xml what was given, cell by cell', async () => {
  const root = readXml(await writeTable('xml'));
  const [heads, body] = root.children;
  const read = [
    heads?.children.map(({ text }) => text),
    ...(body?.children ?? []).map((row) => {
      expect(row.children.map(({ name }) => name)).toEqual(columns.map(({ key }) => key));
      return row.children.map(({ text }) => text);
    }),
  ];
  expect(root.attributes).toEqual({ timeZone: 'Europe/Kyiv' });
  expect(read).toEqual(expectedOf('xml'));
});

/** Excel's count of days as what it shows. */
function shown(value: string, format: string): string {
  const at = (serial: string) => new Date(Math.round((Number(serial) - 25_569) * 86_400) * 1_000);
  if (format === 'yyyy-mm-dd') return at(value).toISOString().slice(0, 10);
  if (format !== 'yyyy-mm-dd hh:mm:ss') return value;
  return at(value).toISOString().slice(0, 19).replace('T', ' ');
}

test('a reader of its parts finds in .xlsx what was given, cell by cell', async () => {
  const sheets = readXlsx(await writeTable('xlsx'));
  expect(sheets.map(({ name }) => name)).toEqual(['Клієнти 2026']);
  const read = (sheets[0]?.rows ?? []).map((row, line) =>
    columns.map((_, index) => shown(row[index] ?? '', sheets[0]?.formats[line]?.[index] ?? '')),
  );
  expect(read).toEqual(expectedOf('xlsx'));
});

test('.xlsx has numbers where they lose nothing, and text where they would', async () => {
  const [sheet] = readXlsx(await writeTable('xlsx'));
  const lineOf = (login: string) => sheet?.rows.findIndex((row) => row[0] === login) ?? -1;
  const money = (login: string) => sheet?.formats[lineOf(login)]?.[2];
  // The format #,##0.00 is number 4 of those that need no declaration.
  expect(money('edge')).toBe('#4');
  expect(money('fifteen')).toBe('#4');
  expect(money('exact')).toBe('text');
  expect(sheet?.formats[lineOf('edge')]?.[4]).toBe('yyyy-mm-dd');
  expect(sheet?.formats[lineOf('exact')]?.[4]).toBe('text');
});

test('.xlsx goes on in a next sheet, headed like the first', async () => {
  const sheets = readXlsx(await writeTable('xlsx', { rowsPerSheetMax: 10 }));
  expect(sheets.map(({ name }) => name)).toEqual([
    'Клієнти 2026',
    'Клієнти 2026 2',
    'Клієнти 2026 3',
    'Клієнти 2026 4',
  ]);
  expect(sheets.map((sheet) => sheet.rows.length)).toEqual([10, 10, 10, 3]);
  const heading = expectedOf('xlsx')[0];
  for (const sheet of sheets) expect(sheet.rows[0]).toEqual(heading);
  expect(sheets.flatMap((sheet) => sheet.rows.slice(1).map(([login]) => login ?? ''))).toEqual(
    expectedOf('xlsx')
      .slice(1)
      .map(([login]) => login),
  );
});

test('a sheet that is exactly full is not followed by an empty one', async () => {
  const full = rows.slice(0, 9);
  const sheets = readXlsx(await writeTable('xlsx', { rows: full, rowsPerSheetMax: 10 }));
  expect(sheets.map((sheet) => sheet.rows.length)).toEqual([10]);
});

test.each(['xml', 'xlsx', 'txt', 'csv'] as const)(
  '.%s of no rows has its headings',
  async (format) => {
    const bytes = await writeTable(format, { rows: [] });
    const headings = expectedOf(format)[0];
    if (format === 'xml') {
      expect(readXml(bytes).children.map(({ children }) => children.length)).toEqual([6, 0]);
    } else if (format === 'xlsx') {
      expect(readXlsx(bytes)[0]?.rows).toEqual([headings]);
    } else {
      expect(readDelimited(bytes, format === 'csv' ? ',' : '\t')).toEqual([headings]);
    }
  },
);

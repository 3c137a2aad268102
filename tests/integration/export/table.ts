/** A table in which each cell is hard on some format, and what must be read back of it. */
import type { Column, Row } from '#server/infra/excel/columns.ts';
import type { ExportFormat } from '#server/shared/export-format.ts';

export const columns: Column[] = [
  { key: 'login', heading: 'Логін', kind: 'text' },
  { key: 'phone', heading: '=Телефон', kind: 'text' },
  { key: 'balance', heading: 'Баланс, ₴', kind: 'money' },
  { key: 'devices', heading: 'Пристрої', kind: 'number' },
  { key: 'birthday', heading: 'Дата "народження"', kind: 'date' },
  { key: 'registeredAt', heading: 'Клієнт з', kind: 'dateTime' },
];

const plain = ['+380501234567', '1200.50', 3, '1990-05-17', '2026-06-30T21:05:09.750Z'] as const;

/** A text, and what stands in the file where it differs; the second for spreadsheets alone. */
const texts: [text: unknown, read?: string | undefined, inSheets?: string][] = [
  ['Олена Коваленко-Ґалаґан, їжачок'],
  ['Ünïcödé ñandú 漢字 😀'],
  ['a "quoted", word; and\ttab'],
  ['two\nlines'],
  ['two\r\nlines\rand three', 'two\nlines\nand three'],
  ['  spaces at both ends  '],
  [']]> & <b>bold</b> &amp; <![CDATA[x]]>'],
  ['control \0 \x08 \x1b[31m \x85 end', 'control \ufffd \ufffd \ufffd[31m \ufffd end'],
  ['lone \ud800 and \udc00 halves', 'lone \ufffd and \ufffd halves'],
  ['not a character \ufffe \uffff', 'not a character \ufffd \ufffd'],
  ['_x0041_ and _x000D_'],
  ['=1+1', '=1+1', "'=1+1"],
  ['  =HYPERLINK("http://x","y")', undefined, '\'  =HYPERLINK("http://x","y")'],
  ["+cmd|'/C calc'!A0", undefined, "'+cmd|'/C calc'!A0"],
  ['-2+3', undefined, "'-2+3"],
  ['@SUM(1)', undefined, "'@SUM(1)"],
  ['\t=1', undefined, "'\t=1"],
  ['\r=1', '\n=1', "'\n=1"],
  ['0012'],
  [`a long one: ${'довгий текст '.repeat(300)}end`],
  ['1e5'],
  ['TRUE'],
  ['12/11/2026'],
  [{ formula: '1+1', result: 2 }, '{"formula":"1+1","result":2}'],
  [{ text: 'x', hyperlink: 'http://x' }, '{"text":"x","hyperlink":"http://x"}'],
  [''],
];

/** Values of other kinds at their edges, as the text formats write them. */
const others: { row: Row; read: readonly string[] }[] = [
  {
    row: ['edge', null, '-0.01', -7, '1900-03-01', '1999-12-31T22:00:00Z'],
    read: ['edge', '', '-0.01', '-7', '1900-03-01', '2000-01-01 00:00:00'],
  },
  {
    row: ['exact', '+1 202 555 0123', '9999999999999999.99', 0.1, '1899-12-31', null],
    read: ['exact', '+1 202 555 0123', '9999999999999999.99', '0.1', '1899-12-31', ''],
  },
  {
    row: ['fifteen', null, '9999999999999.99', 900_719_925_474_099, null, '2026-01-01T00:00:00Z'],
    read: ['fifteen', '', '9999999999999.99', '900719925474099', '', '2026-01-01 02:00:00'],
  },
];

export const rows: Row[] = [
  ...texts.map(([text]) => [text, ...plain] as Row),
  ...others.map(({ row }) => row),
];

export const timeZone = 'Europe/Kyiv';

export function expectedOf(format: ExportFormat): string[][] {
  const isXml = format === 'xml';
  const fixed = ['+380501234567', '1200.50', '3', '1990-05-17', '2026-07-01 00:05:09'];
  const moment = (text: string, index: number) => {
    if (!isXml || index !== 5 || text === '') return text;
    return `${text.replace(' ', 'T')}${/-0[4-9]-/.test(text.slice(4, 8)) ? '+03:00' : '+02:00'}`;
  };
  const headings = columns.map(({ heading }) => heading);
  const read = [
    ...texts.map(([text, read, inSheets]) => {
      const shown = read ?? String(text);
      return [isXml ? shown : (inSheets ?? shown), ...fixed];
    }),
    ...others.map(({ read }) => [...read]),
  ];
  return [
    isXml ? headings : headings.map((heading) => heading.replace(/^=/, "'=")),
    ...read.map((row) => row.map(moment)),
  ];
}

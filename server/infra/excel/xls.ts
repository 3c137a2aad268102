/**
 * .xls (BIFF8), for programs of the last century. The format has its table of contents inside, so it
 * can only be written as a whole: memory grows with the rows, and the thread's bound on memory is
 * what ends an export that is too large for it.
 */
import type { Writable } from 'node:stream';
import type * as Library from '@e965/xlsx';
import type { CellObject, WorkSheet } from '@e965/xlsx';
import type { ExportPlan, Row } from './columns.ts';
import { numberFormats, sheetCells, sheetName, sheetText, shorten } from './sheet-cells.ts';
import type { SheetWriter } from './sheet-writer.ts';

export const xlsRowsMax = 65_536;

/** The library never ends when a text doesn't fit into one record of 8,224 bytes. */
const textMax = 4_096;

const pieceBytes = 1 << 18;

/**
 * The library looks once, when it is loaded, for what its platform has. With Node's Buffer it keeps
 * 16 KB for every cell (a slice of four bytes holds its whole block); without, it copies. Without Map it
 * takes for its index of strings the plain object that {@link writing} brings: a Map would not survive
 * its copy of the options, and without an index it looks through all strings for each one. This thread
 * is nobody else's, and until they are back nothing else runs that asks for these names.
 */
async function loadLibrary(): Promise<typeof Library> {
  const { Buffer: nodesBuffer, Map: ownMap } = globalThis;
  Reflect.deleteProperty(globalThis, 'Buffer');
  Reflect.deleteProperty(globalThis, 'Map');
  try {
    return await import('@e965/xlsx');
  } finally {
    globalThis.Buffer = nodesBuffer;
    globalThis.Map = ownMap;
  }
}

/** Without its table of strings it would cut each text at 255 characters. */
const writing = { type: 'array', bookType: 'biff8', bookSST: true, revStrings: {} } as const;

type SheetRow = (CellObject | null)[];

export function createXls(plan: ExportPlan, output: Writable): SheetWriter {
  const rowsMax = plan.rowsPerSheetMax ?? xlsRowsMax;
  const toRow = rowCells(plan);
  const heading = plan.columns.map(({ heading }): CellObject => ({
    t: 's',
    v: sheetText(heading),
  }));
  const sheets: SheetRow[][] = [[heading]];

  return {
    write: (rows) => {
      for (const row of rows) {
        let sheet = sheets.at(-1);
        if (sheet === undefined || sheet.length >= rowsMax) sheets.push((sheet = [heading]));
        sheet.push(toRow(row));
      }
      return Promise.resolve();
    },
    end: async () => {
      const { utils, write } = await loadLibrary();
      const workbook = utils.book_new();
      sheets.forEach((sheet, index) => {
        const name = sheetName(plan.title, index + 1);
        utils.book_append_sheet(workbook, asSheet(sheet, plan.columns.length, utils), name);
      });
      const bytes = Buffer.from(write(workbook, writing) as ArrayBuffer);
      for (let start = 0; start < bytes.length; start += pieceBytes) {
        await send(output, bytes.subarray(start, start + pieceBytes));
      }
      await new Promise<void>((resolve) => output.end(resolve));
    },
  };
}

function rowCells(plan: ExportPlan): (row: Row) => SheetRow {
  const cells = sheetCells(plan);
  const formats = plan.columns.map(({ kind }) => numberFormats[kind]);
  return (row) =>
    cells.map((toCell, index) => {
      const value = row[index] ?? null;
      if (value === null || value === '') return null;
      const { number, text = '' } = toCell(value);
      const z = formats[index] ?? 'General';
      return number === undefined
        ? { t: 's', v: shorten(text, textMax), z }
        : { t: 'n', v: Number(number), z };
    });
}

function asSheet(rows: SheetRow[], columnsCount: number, utils: typeof Library.utils): WorkSheet {
  const end = { r: rows.length - 1, c: Math.max(0, columnsCount - 1) };
  const range = utils.encode_range({ s: { r: 0, c: 0 }, e: end });
  return { '!data': rows, '!ref': range } as unknown as WorkSheet;
}

function send(output: Writable, piece: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write(piece, (error) => (error ? reject(error) : resolve()));
  });
}

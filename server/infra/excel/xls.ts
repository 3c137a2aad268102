/**
 * .xls (BIFF8), for programs of the last century. The format has its table of contents inside, so it
 * can only be written as a whole: memory grows with the rows, and the worker's bound on memory is
 * what ends an export that is too large for it.
 */
import type { Writable } from 'node:stream';
import { utils, write } from '@e965/xlsx';
import type { CellObject, WorkSheet } from '@e965/xlsx';
import type { ExportPlan, Row } from './columns.ts';
import { numberFormats, sheetCells, sheetName, sheetText } from './sheet-cells.ts';
import type { SheetWriter } from './sheet-writer.ts';

export const xlsRowsMax = 65_536;

const pieceBytes = 1 << 18;

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
      const workbook = utils.book_new();
      sheets.forEach((sheet, index) => {
        const name = sheetName(plan.title, index + 1);
        utils.book_append_sheet(workbook, asSheet(sheet, plan.columns.length), name);
      });
      const bytes = write(workbook, { type: 'buffer', bookType: 'biff8' }) as Buffer;
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
      return number === undefined ? { t: 's', v: text, z } : { t: 'n', v: Number(number), z };
    });
}

function asSheet(rows: SheetRow[], columnsCount: number): WorkSheet {
  const end = { r: rows.length - 1, c: Math.max(0, columnsCount - 1) };
  const range = utils.encode_range({ s: { r: 0, c: 0 }, e: end });
  return { '!data': rows, '!ref': range } as unknown as WorkSheet;
}

function send(output: Writable, piece: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write(piece, (error) => (error ? reject(error) : resolve()));
  });
}

/**
 * .xlsx as a stream: exceljs makes the package, the styles and the sheets' frames; the rows' XML is
 * written here, because exceljs builds an object for each cell and reaches a twentieth of .csv's pace.
 *
 * Keeps memory constant: exceljs's own streams never say "wait" and gather whole sheets, so each sheet
 * gets an ordinary stream here, and `write` waits for it.
 */
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { Writable } from 'node:stream';
import WorkbookWriter from 'exceljs/lib/stream/xlsx/workbook-writer.js';
import type { Column, ExportPlan, Row } from './columns.ts';
import { numberFormats, sheetCells, sheetName, sheetText } from './sheet-cells.ts';
import type { SheetCell } from './sheet-cells.ts';
import type { SheetWriter } from './sheet-writer.ts';
import { escapeXml } from './xml.ts';

export const xlsxRowsMax = 1_048_576;

/** Faster by half than the usual 6, and a tenth larger. */
const compressionLevel = 1;
const bufferBytes = 1 << 20;

const widths: Record<Column['kind'], number> = {
  text: 24,
  number: 12,
  money: 16,
  date: 12,
  dateTime: 20,
};

class SheetStream extends PassThrough {
  constructor() {
    super({ highWaterMark: bufferBytes });
    // exceljs waits for this word of its own streams.
    this.once('finish', () => this.emit('zipped'));
  }

  /** exceljs also writes from a buffer that it uses again at once. */
  override write(chunk: unknown, ...rest: never[]): boolean {
    return super.write(isOwnBuffer(chunk) ? Buffer.from(chunk.toBuffer()) : chunk, ...rest);
  }
}

function isOwnBuffer(chunk: unknown): chunk is { toBuffer: () => Buffer } {
  return typeof chunk === 'object' && chunk !== null && 'toBuffer' in chunk;
}

class Workbook extends WorkbookWriter {
  override _openStream(path: string): PassThrough {
    const stream = new SheetStream();
    this.zip.append(stream, { name: path });
    return stream;
  }
}

type Sheet = ReturnType<Workbook['addWorksheet']>;

export function createXlsx(plan: ExportPlan, output: Writable): SheetWriter {
  const rowsMax = plan.rowsPerSheetMax ?? xlsxRowsMax;
  const workbook = new Workbook({
    stream: output,
    useStyles: true,
    useSharedStrings: false,
    zip: { zlib: { level: compressionLevel } },
  });
  workbook.creator = 'Tandem';
  const toXml = rowXml(plan, workbook);
  let sheetsCount = 0;
  let sheet: Sheet | null = null;
  let rowsInSheet = 0;

  const open = (): Sheet => {
    sheetsCount += 1;
    const opened = workbook.addWorksheet(sheetName(plan.title, sheetsCount), {
      views: [{ state: 'frozen', ySplit: 1 }],
    });
    opened.columns = plan.columns.map(({ heading, kind }) => ({
      header: inFileText(sheetText(heading)),
      width: widths[kind],
    }));
    const heading = opened.getRow(1);
    heading.font = { bold: true };
    // Opens the sheet's data, which everything after this goes straight into.
    heading.commit();
    rowsInSheet = 1;
    return opened;
  };

  return {
    write: async (rows) => {
      for (let start = 0; start < rows.length;) {
        if (sheet !== null && rowsInSheet >= rowsMax) {
          sheet.commit();
          sheet = null;
        }
        sheet ??= open();
        const part = rows.slice(start, start + rowsMax - rowsInSheet);
        let xml = '';
        for (const row of part) xml += toXml(row, (rowsInSheet += 1));
        start += part.length;
        if (!sheet.stream.write(Buffer.from(xml))) await once(sheet.stream, 'drain');
      }
    },
    end: async () => {
      (sheet ?? open()).commit();
      await workbook.commit();
    },
  };
}

function rowXml(plan: ExportPlan, workbook: Workbook): (row: Row, serial: number) => string {
  const cells = sheetCells(plan).map((toCell, index) => {
    const { kind } = plan.columns[index] ?? { kind: 'text' };
    const style = workbook.styles.addStyleModel({ numFmt: numberFormats[kind] });
    const letters = columnLetters(index);
    return (row: Row, serial: number): string => {
      const value = row[index] ?? null;
      if (value === null || value === '') return '';
      return cellXml(toCell(value), `r="${letters}${serial}" s="${style}"`);
    };
  });
  return (row, serial) => {
    let xml = `<row r="${serial}">`;
    for (const cell of cells) xml += cell(row, serial);
    return `${xml}</row>`;
  };
}

function cellXml({ number, text = '' }: SheetCell, attributes: string): string {
  if (number !== undefined) return `<c ${attributes}><v>${number}</v></c>`;
  const shown = escapeXml(inFileText(text));
  const space = hasEdgeSpace(text) ? ' xml:space="preserve"' : '';
  return `<c ${attributes} t="inlineStr"><is><t${space}>${shown}</t></is></c>`;
}

/** Only at the edges would it be lost; a third of the sheet's size is at stake. */
function hasEdgeSpace(text: string): boolean {
  return text.charCodeAt(0) <= 0x20 || text.charCodeAt(text.length - 1) <= 0x20;
}

/** In this format `_x0041_` means the letter A, so a text that reads like that is written with care. */
function inFileText(text: string): string {
  return text.includes('_x') ? text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_') : text;
}

/** 0 is A, 26 is AA. */
function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : `${columnLetters(Math.floor(index / 26) - 1)}${last}`;
}

/**
 * The part of exceljs that streams a workbook, without the rest of the package, which takes three
 * times as long to load. `_openStream` and `styles` are its own affairs: `xlsx.ts` says why they are
 * touched.
 */
declare module 'exceljs/lib/stream/xlsx/workbook-writer.js' {
  import type { PassThrough, Writable } from 'node:stream';

  interface SheetWriter {
    stream: PassThrough;
    columns: { header: string; width: number }[];
    commit(): void;
    getRow(serial: number): { font: { bold: boolean }; commit(): void };
  }

  class WorkbookWriter {
    constructor(options: {
      stream: Writable;
      useStyles: boolean;
      useSharedStrings: boolean;
      zip: { zlib: { level: number } };
    });
    readonly zip: { append(source: PassThrough, entry: { name: string }): void };
    readonly styles: { addStyleModel(style: { numFmt: string }): number };
    creator: string;
    _openStream(path: string): PassThrough;
    addWorksheet(
      name: string,
      options: { views: { state: 'frozen'; ySplit: number }[] },
    ): SheetWriter;
    commit(): Promise<void>;
  }
  export = WorkbookWriter;
}

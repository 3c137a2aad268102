/** What an export is made of: typed columns and rows of plain values, ready for any file format. */

export interface Column {
  /** The element's name in .xml: a Latin letter, then letters, digits, `-`, `_` or `.`. */
  key: string;
  /** In the reader's language. */
  heading: string;
  /**
   * How a value is given: `text` as it is, `number` as a finite number, `money` as a decimal string,
   * `date` as YYYY-MM-DD, `dateTime` as ISO 8601 with its zone. A value that is none of its kind is
   * written as text, so that nothing is lost.
   */
  kind: 'text' | 'number' | 'money' | 'date' | 'dateTime';
}

export type Cell = string | number | null;
/** As many cells as there are columns, in their order. */
export type Row = readonly Cell[];

export interface ExportPlan {
  columns: readonly Column[];
  /** The IANA zone that `dateTime` is shown in. */
  timeZone: string;
  /** The first sheet's name; the following ones add a number. */
  title: string;
  /** The heading included. Absent: what the format can hold. */
  rowsPerSheetMax?: number;
}

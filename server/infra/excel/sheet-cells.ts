/**
 * A value of a column as a spreadsheet's cell: a number with a format where that loses nothing, else
 * text. Excel counts in doubles, so an amount of more than 15 digits is text; its days begin with
 * 1900, and it believes in a 29 February 1900, so earlier dates than 1 March of that year are text.
 */
import { neutraliseFormula, plainText } from './cell-text.ts';
import type { Cell, Column, ExportPlan } from './columns.ts';
import { isDecimal, isFiniteNumber } from './text-cells.ts';
import { wallClockOf, wallText } from './wall-clock.ts';

export const numberFormats: Record<Column['kind'], string> = {
  text: '@',
  number: 'General',
  money: '#,##0.00',
  date: 'yyyy-mm-dd',
  dateTime: 'yyyy-mm-dd hh:mm:ss',
};

/** Excel's own bound, in UTF-16 units. */
const textMax = 32_767;

export interface SheetCell {
  /** As a number cell holds it: decimal digits, maybe an exponent. */
  number?: string;
  text?: string;
}

export type ToSheetCell = (value: Cell) => SheetCell;

export function sheetText(value: Cell): string {
  return shorten(neutraliseFormula(plainText(value)), textMax);
}

/** What is cut off leaves an ellipsis. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  // Not between the halves of one character.
  return `${text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

const digitsMax = 15;
const dayMs = 86_400_000;
/** From 1899-12-30, where Excel's count begins, to 1970-01-01. */
const daysTo1970 = 25_569;
/** 1900-03-01 */
const firstTrueDay = 61;

export function sheetCells({ columns, timeZone }: ExportPlan): ToSheetCell[] {
  const clockOf = wallClockOf(timeZone);
  const asText: ToSheetCell = (value) => ({ text: sheetText(value) });
  /** Null for a day that the format doesn't know. */
  const day = (ms: number): SheetCell | null => {
    const serial = ms / dayMs + daysTo1970;
    return serial >= firstTrueDay ? { number: String(serial) } : null;
  };
  const byKind: Record<Column['kind'], ToSheetCell> = {
    text: asText,
    number: (value) => (isFiniteNumber(value) ? { number: String(value) } : asText(value)),
    money: (value) => (isDecimal(value) && fits(value) ? { number: value } : asText(value)),
    date: (value) => {
      const ms = typeof value === 'string' ? dateMs(value) : null;
      return (ms === null ? null : day(ms)) ?? asText(value);
    },
    dateTime: (value) => {
      const clock = typeof value === 'string' ? clockOf(value) : null;
      if (clock === null) return asText(value);
      // Whole seconds, as the other formats have them.
      return day(Math.floor(clock.wallMs / 1_000) * 1_000) ?? { text: wallText(clock) };
    },
  };
  return columns.map(({ kind }) => byKind[kind]);
}

function fits(amount: string): boolean {
  return amount.replace(/[-.]/g, '').replace(/^0+/, '').length <= digitsMax;
}

/** Null for what is no day: Date.UTC would make 2 March of 30 February. */
function dateMs(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8));
  const ms = Date.parse(text);
  const date = new Date(ms);
  return date.getUTCMonth() + 1 === month && date.getUTCDate() === day ? ms : null;
}

const notInNames = /[[\]:*?/\\]/g;
const nameMax = 31;

/** @param serial from 1 */
export function sheetName(title: string, serial: number): string {
  const end = serial === 1 ? '' : ` ${serial}`;
  const safe = plainText(title).replace(notInNames, ' ').replace(/\s+/g, ' ').trim();
  const name = safe.replace(/^[' ]+|[' ]+$/g, '').slice(0, nameMax - end.length) || 'Export';
  return `${name.replace(/[\ud800-\udbff]$/, '')}${end}`;
}

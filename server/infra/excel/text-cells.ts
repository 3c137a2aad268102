/** A value of a column as it stands in a text file: exact, and the same in every language. */
import { plainText } from './cell-text.ts';
import type { Cell, Column, ExportPlan } from './columns.ts';
import { wallClockOf } from './wall-clock.ts';
import type { WallClock } from './wall-clock.ts';

const decimal = /^-?\d{1,30}(?:\.\d{1,30})?$/;

/** Written as they are where a text would be looked at for formulas: `-12.50` is one of them. */
export function isDecimal(value: unknown): value is string {
  return typeof value === 'string' && decimal.test(value);
}

export function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

export type ToText = (value: Cell) => string;

export interface TextStyle {
  /** Applied to what is not a number, a date or an amount. */
  text: (text: string) => string;
  dateTime: (clock: WallClock) => string;
}

/** One function a column. */
export function textCells({ columns, timeZone }: ExportPlan, style: TextStyle): ToText[] {
  const clockOf = wallClockOf(timeZone);
  const asText: ToText = (value) => style.text(plainText(value));
  const byKind: Record<Column['kind'], ToText> = {
    text: asText,
    number: (value) => (isFiniteNumber(value) ? String(value) : asText(value)),
    money: (value) => (isDecimal(value) ? value : asText(value)),
    date: asText,
    dateTime: (value) => {
      const clock = typeof value === 'string' ? clockOf(value) : null;
      return clock === null ? asText(value) : style.dateTime(clock);
    },
  };
  return columns.map(({ kind }) => byKind[kind]);
}

import { z } from 'zod';

const rowNumberMax = 2_147_483_647;

/** An id, a version or a running number, within what the database's `int` holds. */
export const rowNumber = z.number().int().positive().max(rowNumberMax);

/** The same where a first page is drawn, which has no room for zod. */
export function isRowNumber(value: number): boolean {
  return Number.isInteger(value) && value > 0 && value <= rowNumberMax;
}

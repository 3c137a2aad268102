/**
 * Places in a sorted list, found by the last row's values: what a page's cursor holds, and cutting a
 * page out of what was read. Pure; what a value may be is each list's own matter.
 */
import { z } from 'zod';
import { AppError } from './errors.ts';
import { rowNumber } from './row-number.ts';

/** A place in a sorted list: the edge row's values, and how many rows stand before the page. */
export interface ListPlace {
  direction: 'after' | 'before';
  /** The edge row's sort value as text. */
  value: string;
  id: number;
  rowsBefore: number;
}

const storedPlace = z.tuple([
  z.enum(['after', 'before']),
  z.string(),
  rowNumber,
  z.number().int().nonnegative(),
]);

export function formatPlace({ direction, value, id, rowsBefore }: ListPlace): string {
  return encodeURIComponent(JSON.stringify([direction, value, id, rowsBefore]));
}

/** @throws INVALID_INPUT */
export function parsePlace(
  cursor: string | undefined,
  /** A place comes back from the browser, so its value may be anything. */
  valueSchema: z.ZodType<string>,
): ListPlace | null {
  if (cursor === undefined) return null;
  try {
    const place = storedPlace.parse(JSON.parse(decodeURIComponent(cursor)));
    const [direction, value, id, rowsBefore] = place;
    return { direction, value: valueSchema.parse(value), id, rowsBefore };
  } catch (cause) {
    throw new AppError('INVALID_INPUT', {}, { cause });
  }
}

/** A row with the value it was sorted by. */
export interface Keyed<Row> {
  row: Row;
  value: string;
}

interface Page<Row> {
  rows: Keyed<Row>[];
  rowsBefore: number;
  next: ListPlace | null;
  previous: ListPlace | null;
}

/**
 * Cuts a page out of what was read: up to `pageSize + 1` rows in list order, the extra one at the far
 * end, which only tells that there is more.
 */
export function pageOf<Row extends { id: number }>(
  found: Keyed<Row>[],
  { place, pageSize }: { place: ListPlace | null; pageSize: number },
): Page<Row> {
  const isBackwards = place?.direction === 'before';
  const hasMore = found.length > pageSize;
  const rows = hasMore ? (isBackwards ? found.slice(1) : found.slice(0, pageSize)) : found;
  const counted = isBackwards ? place.rowsBefore - rows.length : (place?.rowsBefore ?? 0);
  const hasPrevious = isBackwards ? hasMore : place !== null;
  // Rows may have come or gone since the place was noted: the first page starts at none.
  const rowsBefore = hasPrevious ? Math.max(counted, 1) : 0;
  const hasNext = isBackwards || hasMore;
  const [first, last] = [rows.at(0), rows.at(-1)];
  return {
    rows,
    rowsBefore,
    next:
      hasNext && last
        ? {
            direction: 'after',
            value: last.value,
            id: last.row.id,
            rowsBefore: rowsBefore + rows.length,
          }
        : null,
    previous:
      hasPrevious && first
        ? { direction: 'before', value: first.value, id: first.row.id, rowsBefore }
        : null,
  };
}

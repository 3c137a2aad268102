/**
 * The rules of a customer's lock, and of places in a sorted list of customers: values in, values out.
 * Invariant: the facts of a customer's state stay independent; locking changes that one alone.
 */
import { z } from 'zod';
import { AppError } from '#server/shared/errors.ts';
import { moneySchema } from '#server/shared/money.ts';
import { rowNumber } from '#server/shared/row-number.ts';
import { isStorable } from '#server/shared/typed-text.ts';
import type { CustomerDto, CustomerLock, CustomerRowDto, CustomerSortKey } from './schema.ts';

/** What stood in the log about the lock since the version that a screen showed. */
export type LockChange = { by: string; at: string } | null;

export interface SeenCustomer {
  customer: CustomerDto;
  /** The version that the screen showed. */
  seenVersion: number;
  changedSince: LockChange;
}

/**
 * A lock goes on what the screen showed: a customer whose lock did not change since. Other changes
 * (a deposit, a corrected phone) don't stand in its way.
 * @throws STALE_VERSION
 */
function assertLockAsSeen({ customer, seenVersion, changedSince }: SeenCustomer): void {
  if (seenVersion > customer.version) throw new AppError('STALE_VERSION');
  if (changedSince) throw new AppError('STALE_VERSION', changedSince);
}

/**
 * S1-51 to S1-53: ends a customer's access.
 * @throws CUSTOMER_ALREADY_LOCKED, STALE_VERSION
 */
export function lock(seen: SeenCustomer, details: CustomerLock): CustomerDto {
  const { customer } = seen;
  if (customer.locked) {
    const { by, at } = customer.locked;
    throw new AppError('CUSTOMER_ALREADY_LOCKED', { by: by?.name ?? '', at });
  }
  assertLockAsSeen(seen);
  return { ...customer, version: customer.version + 1, locked: details, openSessionsCount: 0 };
}

/**
 * S1-55, S1-56: restores a customer's access.
 * @throws CUSTOMER_NOT_LOCKED, STALE_VERSION
 */
export function unlock(seen: SeenCustomer): { customer: CustomerDto; ended: CustomerLock } {
  const { customer } = seen;
  if (!customer.locked) throw new AppError('CUSTOMER_NOT_LOCKED');
  assertLockAsSeen(seen);
  const unlocked = { ...customer, version: customer.version + 1, locked: null };
  return { customer: unlocked, ended: customer.locked };
}

/** A place in a sorted list: the edge row's values, and how many rows stand before the page. */
export interface ListPlace {
  direction: 'after' | 'before';
  /** The edge row's sort value as text. */
  value: string;
  id: number;
  rowsBefore: number;
}

/** What PostgreSQL writes for a moment in UTC. */
const momentPattern = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(\.\d{1,6})?\+00$/;

function isMoment(text: string): boolean {
  const [, day = '', time = ''] = momentPattern.exec(text) ?? [];
  const moment = new Date(`${day}T${time}Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day);
}

const wholeNumber = z
  .string()
  .regex(/^\d{1,10}$/)
  .refine((digits) => Number(digits) <= 2_147_483_647);
const text = z.string().max(600).refine(isStorable);

/** A place comes back from the browser, so its value may be anything: only what the column holds. */
const placeValues: Record<CustomerSortKey, z.ZodType<string>> = {
  id: wholeNumber,
  login: text,
  name: text,
  email: text,
  phone: text,
  status: wholeNumber,
  balance: moneySchema,
  registeredAt: z.string().refine(isMoment),
};

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
export function parsePlace(cursor: string | undefined, sort: CustomerSortKey): ListPlace | null {
  if (cursor === undefined) return null;
  try {
    const place = storedPlace.parse(JSON.parse(decodeURIComponent(cursor)));
    const [direction, value, id, rowsBefore] = place;
    return { direction, value: placeValues[sort].parse(value), id, rowsBefore };
  } catch (cause) {
    throw new AppError('INVALID_INPUT', {}, { cause });
  }
}

/** A row with the value it was sorted by. */
export interface KeyedRow {
  row: CustomerRowDto;
  value: string;
}

interface Page {
  rows: KeyedRow[];
  rowsBefore: number;
  next: ListPlace | null;
  previous: ListPlace | null;
}

/**
 * Cuts a page out of what was read: up to `pageSize + 1` rows in list order, the extra one at the far
 * end, which only tells that there is more.
 */
export function pageOf(
  found: KeyedRow[],
  { place, pageSize }: { place: ListPlace | null; pageSize: number },
): Page {
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

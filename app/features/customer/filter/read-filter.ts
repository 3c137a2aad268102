/**
 * Filters as an address writes them. Pure, and without zod: every list and every customer's page reads
 * an address before anything else, and the first load has no room for a library that checks. A test
 * holds it to the server's schema on random addresses.
 */
import type { CustomerFilter } from '#server/shared/customer-filter.ts';
import {
  customerStatuses,
  filterNames,
  registeredPresets,
  searchMax,
  tagFilterMax,
} from '#server/shared/customer-filter.ts';
import { isCalendarDay } from '#server/shared/calendar-day.ts';
import { isMoney } from '#server/shared/money.ts';
import { isRowNumber } from '#server/shared/row-number.ts';
import { isStorable } from '#server/shared/typed-text.ts';

export const textFilters = ['login', 'lastName', 'email', 'phone', 'city'] as const;
export type TextFilter = (typeof textFilters)[number];

type Name = keyof CustomerFilter;

/** Undefined for what makes no sense: it counts as not given. */
type Read<Value> = (text: string) => Value | undefined;

const text: Read<string> = (typed) => readText(typed) || undefined;
const number: Read<number> = (typed) => (isRowNumber(Number(typed)) ? Number(typed) : undefined);
const day: Read<string> = (typed) => (isCalendarDay(typed) ? typed : undefined);
const amount: Read<CustomerFilter['balanceFrom'] & string> = (typed) =>
  isMoney(typed) ? typed : undefined;

const readers: { [Key in Name]-?: Read<NonNullable<CustomerFilter[Key]>> } = {
  id: number,
  login: text,
  lastName: text,
  email: text,
  phone: text,
  city: text,
  registeredPreset: (typed) => registeredPresets.find((preset) => preset === typed),
  registeredFrom: day,
  registeredTo: day,
  statuses: (typed) => {
    const asked = typed.split(',');
    const known = customerStatuses.filter((status) => asked.includes(status));
    return known.length === 0 ? undefined : known;
  },
  tagIds: (typed) => {
    const ids = [...new Set(typed.split(',').map(Number))];
    return ids.every(isRowNumber) && ids.length <= tagFilterMax ? ids : undefined;
  },
  organizationId: number,
  country: (typed) => (/^[A-Z]{2}$/.test(typed) ? typed : undefined),
  balanceFrom: amount,
  balanceTo: amount,
  onlyActive: (typed) => (typed === '1' ? true : undefined),
};

/** Each filter is a parameter under its own name; lists are parted by commas. */
export function readFilter(search: URLSearchParams): CustomerFilter {
  const found = filterNames.flatMap((name) => {
    const given = search.get(name);
    const value = given === null ? undefined : readers[name](given);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(found);
}

/** A text that no customer can have, because nothing stores it, is not searched for. */
export function readSearch(typed: string): string {
  return readText(typed);
}

/** Empty for what no search takes; its length counts letters, not the halves that UTF-16 has for some. */
function readText(typed: string): string {
  const tidy = typed.trim().normalize('NFC');
  return [...tidy].length <= searchMax && isStorable(tidy) ? tidy : '';
}

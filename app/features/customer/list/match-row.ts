import type { CustomerRowDto } from '#server/features/customer/schema.ts';
import { statusOf } from '#server/features/customer/schema.ts';
import type { CustomerFilter, CustomerQuestion } from '#server/shared/customer-filter.ts';
import { toMinor } from '#server/shared/money.ts';
import { foldText } from './fold-text.ts';

/** Whether a customer is in the result; null when what the list has of them doesn't tell. */
export type Verdict = boolean | null;

export interface RowChange {
  row: CustomerRowDto;
  /** Names of the fields that the change touched; null = unknown. */
  touched: readonly string[] | null;
}

/**
 * Whether a listed row still belongs to the result after a change: the same rules as the server's
 * (`server/infra/db/customer-list.ts`), as far as a row has what they ask for.
 */
export function stillMatches(
  { search, filter }: Pick<CustomerQuestion, 'search' | 'filter'>,
  { row, touched }: RowChange,
  now: Date,
): Verdict {
  if (!fitsFilter(filter, row, now)) return false;
  if (search === '' || showsSearch(search, row)) return true;
  // What was found by a text that the list doesn't show may have been found by what just changed.
  return touched === null || touched.some(isSearched) ? null : true;
}

/** Fields that quick search reads (customers.search_text). */
const searched = new Set([
  ...['login', 'lastName', 'firstName', 'middleName', 'email', 'phone', 'city', 'region'],
  ...['addressLine1', 'addressLine2', 'postalCode', 'legalName', 'taxNumber', 'website', 'comment'],
]);

export function isSearched(field: string): boolean {
  return searched.has(field);
}

/** The date of registration never changes: it was right when the row was listed. */
function fitsFilter(filter: CustomerFilter, row: CustomerRowDto, now: Date): boolean {
  const { id, statuses, tagIds, organizationId, country, balanceFrom, balanceTo } = filter;
  const status = statusOf(row, now);
  const balance = toMinor(row.balance);
  return (
    (id === undefined || row.id === id) &&
    fitsTexts(filter, row) &&
    (statuses === undefined || statuses.includes(status)) &&
    (filter.onlyActive === undefined || status === 'enabled') &&
    (tagIds === undefined || row.tags.some((tag) => tagIds.includes(tag.id))) &&
    (organizationId === undefined || row.organization?.id === organizationId) &&
    (country === undefined || row.country === country) &&
    (balanceFrom === undefined || balance >= toMinor(balanceFrom)) &&
    (balanceTo === undefined || balance <= toMinor(balanceTo))
  );
}

function fitsTexts({ login, lastName, email, city, phone }: CustomerFilter, row: CustomerRowDto) {
  return (
    contains(row.login, login) &&
    contains(row.lastName, lastName) &&
    contains(row.email, email) &&
    contains(row.city, city) &&
    (phone === undefined || containsDigits(row.phone, phone))
  );
}

/** Any part, without regard to case and accents; nothing asked for is in everything. */
export function contains(text: string | null, part: string | undefined): boolean {
  if (part === undefined) return true;
  return text !== null && foldText(text).includes(foldText(part));
}

export function containsDigits(phone: string | null, typed: string): boolean {
  const digits = typed.replace(/\D/g, '');
  return digits !== '' && phone !== null && phone.includes(digits);
}

const idPattern = /^[№#]\s*(\d{1,9})$/;
const digitsPattern = /^\+?[\d\s().-]{3,}$/;

/** The same reading of what was typed as in `server/infra/db/text-search.ts`. */
export function searchTerms(search: string): { id: number } | { parts: string[] } {
  const typed = search.normalize('NFC');
  const id = idPattern.exec(typed.trim())?.[1];
  if (id !== undefined) return { id: Number(id) };
  const digits = typed.replace(/\D/g, '');
  const hasNumber = digitsPattern.test(typed) && digits.length >= 3;
  return { parts: hasNumber ? [typed, digits] : [typed] };
}

/** Found by what the list has of the customer. */
function showsSearch(search: string, row: CustomerRowDto): boolean {
  const terms = searchTerms(search);
  if ('id' in terms) return row.id === terms.id;
  const { id, login, lastName, firstName, middleName, email, phone, city } = row;
  const names = `${lastName} ${firstName}${middleName === null ? '' : ` ${middleName}`}`;
  const texts = [String(id), login, names, `${firstName} ${lastName}`, email, phone, city];
  const shown = foldText(texts.filter((text) => text !== null).join('\n'));
  return terms.parts.some((part) => shown.includes(foldText(part)));
}

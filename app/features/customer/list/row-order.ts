import type { CustomerRowDto } from '#server/features/customer/schema.ts';
import { statusOf } from '#server/features/customer/schema.ts';
import type { CustomerQuestion, CustomerSortKey } from '#server/shared/customer-filter.ts';
import { customerStatuses } from '#server/shared/customer-filter.ts';
import { toMinor } from '#server/shared/money.ts';

type SortValue = string | number | bigint;
type Sorting = Pick<CustomerQuestion, 'sort' | 'direction'>;

const signs = (text: string | null) => text ?? '';
const moment = (iso: string | null) => (iso === null ? -Infinity : Date.parse(iso));

/** What the server orders by (`customerOrders`), from what a row has. */
const valueOf: Record<CustomerSortKey, (row: CustomerRowDto, now: Date) => SortValue> = {
  id: ({ id }) => id,
  login: ({ login }) => login,
  name: ({ lastName, firstName }) => `${lastName} ${firstName}`,
  lastName: ({ lastName }) => lastName,
  email: ({ email }) => email,
  phone: ({ phone }) => signs(phone),
  status: (row, now) => customerStatuses.indexOf(statusOf(row, now)),
  balance: ({ balance }) => toMinor(balance),
  registeredAt: ({ registeredAt }) => moment(registeredAt),
  city: ({ city }) => signs(city),
  country: ({ country }) => signs(country),
  organization: ({ organization }) => signs(organization?.name ?? null),
  tags: ({ tags }) => tags.map(({ caption }) => caption).join(', '),
  emailConfirmed: ({ emailConfirmed }) => Number(emailConfirmed),
  passwordStatus: ({ passwordStatus }) => Number(passwordStatus === 'reset'),
  lastSignInAt: ({ lastSignInAt }) => moment(lastSignInAt),
  devicesCount: ({ devicesCount }) => devicesCount,
};

function compareValues(a: SortValue, b: SortValue): number {
  const order = typeof a === 'string' && typeof b === 'string' ? a.localeCompare(b, 'uk') : 0;
  if (order !== 0 || a === b) return order;
  return a < b ? -1 : 1;
}

interface Page {
  /** On the screen, in their order. */
  rows: readonly CustomerRowDto[];
  /** As the server listed them, of those that have changed since; by id. */
  originals: Readonly<Record<number, CustomerRowDto>>;
  hasPrevious: boolean;
  hasNext: boolean;
}

/**
 * Rows whose new values belong elsewhere in this order: they stay where they are until the reader
 * says otherwise. At a page's edge a value that went outwards belongs to another page.
 */
export function movedRows(page: Page, { sort, direction }: Sorting, now: Date): number[] {
  const sign = direction === 'asc' ? 1 : -1;
  const read = valueOf[sort];
  const compare = (a: CustomerRowDto, b: CustomerRowDto) =>
    sign * (compareValues(read(a, now), read(b, now)) || a.id - b.id);
  const hasChanged = (row: CustomerRowDto) => {
    const original = page.originals[row.id];
    return original !== undefined && compareValues(read(original, now), read(row, now)) !== 0;
  };
  const moved: number[] = [];
  let before: CustomerRowDto | null = null;
  for (const [index, row] of page.rows.entries()) {
    const original = page.originals[row.id];
    if (original === undefined || !hasChanged(row)) {
      before = row;
      continue;
    }
    const after = page.rows.slice(index + 1).find((other) => !hasChanged(other));
    const fitsBefore = before ? compare(before, row) < 0 : fits(page.hasPrevious, original, row);
    const fitsAfter = after ? compare(row, after) < 0 : fits(page.hasNext, row, original);
    if (fitsBefore && fitsAfter) before = row;
    else moved.push(row.id);
  }
  return moved;

  /** At the edge towards another page: not beyond where it was. */
  function fits(hasMore: boolean, inner: CustomerRowDto, outer: CustomerRowDto): boolean {
    return !hasMore || compare(inner, outer) <= 0;
  }
}

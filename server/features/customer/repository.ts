import { Prisma } from '#prisma/generated/client.ts';
import type { Scope } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import { money } from '#server/shared/money.ts';
import type { Db, Tx } from '#server/infra/db/client.ts';
import type { KeyedRow, ListPlace } from './domain.ts';
import type { CustomerDto, CustomerLock, CustomerSortKey, ListCustomersQuery } from './schema.ts';

const inclusions = {
  organization: { select: { id: true, name: true } },
  salesRepresentative: { select: { id: true, firstName: true, lastName: true } },
  lockedBy: { select: { id: true, firstName: true, lastName: true } },
  tags: {
    select: { tag: { select: { id: true, caption: true, color: true } } },
    orderBy: { tag: { caption: 'asc' } },
  },
} satisfies Prisma.CustomerInclude;

type CustomerRow = Prisma.CustomerGetPayload<{ include: typeof inclusions }>;

/** @throws CUSTOMER_NOT_FOUND, also for one that the scope hides */
export async function getCustomerRow(
  db: Db,
  scope: Scope,
  { customerId, now }: { customerId: number; now: Date },
): Promise<CustomerDto> {
  const row = await db.customer.findFirst({
    where: { id: customerId, companyId: scope.companyId },
    include: inclusions,
  });
  if (!row) throw new AppError('CUSTOMER_NOT_FOUND');
  const openSessionsCount = await db.customerSession.count({
    where: { customerId, endedAt: null, expiresAt: { gt: now } },
  });
  return toCustomerDto(row, openSessionsCount);
}

/**
 * Holds the row against every other writer until the transaction ends.
 * @throws CUSTOMER_NOT_FOUND, also for one that the scope hides
 */
export async function holdCustomer(
  tx: Tx,
  scope: Scope,
  target: { customerId: number; now: Date },
): Promise<CustomerDto> {
  // Before the transaction has a number, so that the stream tells a customer's events in the order
  // of their versions: the ledger's function takes the same lock first.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(1, ${target.customerId}::int)`;
  await tx.$queryRaw`
    SELECT 1 FROM customers WHERE id = ${target.customerId} AND company_id = ${scope.companyId}
    FOR NO KEY UPDATE`;
  return getCustomerRow(tx, scope, target);
}

/** Whether the lock was set or lifted after a version: what the screen showed no longer holds. */
export async function lockChangedSince(
  tx: Tx,
  scope: Scope,
  { customerId, version }: { customerId: number; version: number },
): Promise<{ by: string; at: string } | null> {
  const rows = await tx.$queryRaw<{ by: string | null; at: Date }[]>`
    SELECT u.first_name || ' ' || u.last_name AS by, e.created_at AS at
    FROM events e LEFT JOIN users u ON u.id = e.author_id
    WHERE e.company_id = ${scope.companyId} AND e.subject_type = 'customer'
      AND e.subject_id = ${customerId} AND e.version > ${version}
      AND e.type IN ('customer.locked', 'customer.unlocked')
    ORDER BY e.version DESC LIMIT 1`;
  const row = rows[0];
  return row ? { by: row.by ?? '', at: row.at.toISOString() } : null;
}

/**
 * Saves the lock (or its end) under the next version.
 * @throws STALE_VERSION
 */
export async function saveLock(tx: Tx, customer: CustomerDto): Promise<void> {
  const { locked } = customer;
  const { count } = await tx.customer.updateMany({
    where: { id: customer.id, version: customer.version - 1 },
    data: {
      version: customer.version,
      lockedAt: locked?.at ?? null,
      lockedById: locked?.by?.id ?? null,
      lockReason: locked?.reason ?? null,
      lockMessage: locked?.message ?? null,
    },
  });
  if (count === 0) throw new AppError('STALE_VERSION');
}

/** Ends the customer's sessions in the cabinet; answers how many were open. */
export async function endCustomerSessions(
  tx: Tx,
  { customerId, now }: { customerId: number; now: Date },
): Promise<number> {
  const { count } = await tx.customerSession.updateMany({
    where: { customerId, endedAt: null, expiresAt: { gt: now } },
    data: { endedAt: now },
  });
  return count;
}

function nameOf({ id, firstName, lastName }: { id: number; firstName: string; lastName: string }) {
  return { id, name: `${firstName} ${lastName}` };
}

function lockOf(row: CustomerRow): CustomerLock | null {
  if (!row.lockedAt) return null;
  return {
    reason: row.lockReason ?? '',
    message: row.lockMessage,
    at: row.lockedAt.toISOString(),
    by: row.lockedBy && nameOf(row.lockedBy),
  };
}

function toCustomerDto(row: CustomerRow, openSessionsCount: number): CustomerDto {
  const { id, version, login, email, phone, firstName, lastName, middleName } = row;
  const { gender, country, region, city, addressLine1, addressLine2, postalCode } = row;
  const { language, timeZone, legalType, legalName, taxNumber, organization, website } = row;
  return {
    ...{ id, version, login, email, phone, firstName, lastName, middleName },
    ...{ gender, country, region, city, addressLine1, addressLine2, postalCode },
    ...{ language, timeZone, legalType, legalName, taxNumber, organization, website },
    comment: row.comment,
    devicesCount: row.devicesCount,
    birthday: row.birthday?.toISOString().slice(0, 10) ?? null,
    locked: lockOf(row),
    lockedOutUntil: row.lockedOutUntil?.toISOString() ?? null,
    emailConfirmed: row.emailConfirmedAt !== null,
    passwordStatus: row.passwordResetAt === null ? 'active' : 'reset',
    balance: money(row.balance.toFixed(2)),
    registeredAt: row.registeredAt.toISOString(),
    salesRepresentative: row.salesRepresentative && nameOf(row.salesRepresentative),
    tags: row.tags.map(({ tag }) => tag),
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
    openSessionsCount,
  };
}

/** What a list is sorted by, and the type that its values are compared as. Ukrainian order for text. */
const sortColumns: Record<CustomerSortKey, { expression: Prisma.Sql; type: Prisma.Sql }> = {
  id: { expression: Prisma.sql`c.id`, type: Prisma.sql`int` },
  login: textColumn(Prisma.sql`c.login`),
  name: textColumn(Prisma.sql`(c.last_name || ' ' || c.first_name)`),
  email: textColumn(Prisma.sql`c.email`),
  phone: textColumn(Prisma.sql`coalesce(c.phone, '')`),
  // The order of customerStatuses: the strictest first.
  status: {
    expression: Prisma.sql`(CASE WHEN c.locked_at IS NOT NULL THEN 0
      WHEN c.locked_out_until > now() THEN 1 WHEN c.password_reset_at IS NOT NULL THEN 2
      WHEN c.email_confirmed_at IS NULL THEN 3 ELSE 4 END)`,
    type: Prisma.sql`int`,
  },
  balance: { expression: Prisma.sql`c.balance`, type: Prisma.sql`numeric` },
  registeredAt: { expression: Prisma.sql`c.registered_at`, type: Prisma.sql`timestamptz` },
};

function textColumn(column: Prisma.Sql) {
  return {
    expression: Prisma.sql`${column} COLLATE "uk-x-icu"`,
    type: Prisma.sql`text COLLATE "uk-x-icu"`,
  };
}

/** «№ 7» or "#7": a number by itself, as it stands in front of a name. */
const idPattern = /^[№#]\s*(\d{1,9})$/;
const digitsPattern = /^\+?[\d\s().-]{3,}$/;

/** Any part, without regard to case; a phone number in any notation; «№ 7» is one customer. */
function matching(scope: Scope, search: string): Prisma.Sql {
  const inCompany = Prisma.sql`c.company_id = ${scope.companyId}`;
  if (search === '') return inCompany;
  const like = (text: string) =>
    Prisma.sql`c.search_text LIKE '%' || lower(${text.replace(/[\\%_]/g, '\\$&')}) || '%'`;
  const typed = search.normalize('NFC');
  const id = idPattern.exec(typed.trim())?.[1];
  if (id !== undefined) return Prisma.sql`${inCompany} AND c.id = ${Number(id)}`;
  const digits = typed.replace(/\D/g, '');
  if (!digitsPattern.test(typed) || digits.length < 3)
    return Prisma.sql`${inCompany} AND ${like(typed)}`;
  return Prisma.sql`${inCompany} AND (${like(typed)} OR ${like(digits)})`;
}

interface ListedRow {
  id: number;
  version: number;
  login: string;
  firstName: string;
  lastName: string;
  middleName: string | null;
  email: string;
  phone: string | null;
  lockReason: string | null;
  lockMessage: string | null;
  lockedAt: Date | null;
  lockedById: number | null;
  lockedByName: string | null;
  lockedOutUntil: Date | null;
  emailConfirmed: boolean;
  passwordReset: boolean;
  balance: string;
  registeredAt: Date;
  value: string;
}

export interface ListCustomersAt extends Omit<ListCustomersQuery, 'cursor'> {
  place: ListPlace | null;
  now: Date;
}

/** One page and one row more, in list order, found by the values of its edge. */
export async function listCustomerRows(
  db: Db,
  scope: Scope,
  { search, sort, direction, pageSize, place }: ListCustomersAt,
): Promise<KeyedRow[]> {
  const { expression, type } = sortColumns[sort];
  const isBackwards = place?.direction === 'before';
  const isAscending = (direction === 'asc') !== isBackwards;
  const order = isAscending ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const beyond = isAscending ? Prisma.sql`>` : Prisma.sql`<`;
  const fromPlace = place
    ? Prisma.sql`AND (${expression}, c.id) ${beyond} (${place.value}::text::${type}, ${place.id}::int)`
    : Prisma.empty;
  const rows = await db.$queryRaw<ListedRow[]>`
    SELECT c.id, c.version, c.login, c.first_name AS "firstName", c.last_name AS "lastName",
      c.middle_name AS "middleName", c.email, c.phone, c.lock_reason AS "lockReason",
      c.lock_message AS "lockMessage", c.locked_at AS "lockedAt", c.locked_by_id AS "lockedById",
      u.first_name || ' ' || u.last_name AS "lockedByName",
      c.locked_out_until AS "lockedOutUntil", c.email_confirmed_at IS NOT NULL AS "emailConfirmed",
      c.password_reset_at IS NOT NULL AS "passwordReset", c.balance::text AS balance,
      c.registered_at AS "registeredAt", (${expression})::text AS value
    FROM customers c LEFT JOIN users u ON u.id = c.locked_by_id
    WHERE ${matching(scope, search)} ${fromPlace}
    ORDER BY ${expression} ${order}, c.id ${order} LIMIT ${pageSize + 1}`;
  const keyed = rows.map(toKeyedRow);
  return isBackwards ? keyed.reverse() : keyed;
}

const countMax = 10_000;

/** Exact up to a cap: counting on would cost more than the page itself. */
export async function countCustomers(
  db: Db,
  scope: Scope,
  search: string,
): Promise<{ total: number; totalIsCapped: boolean }> {
  const rows = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (
      SELECT 1 FROM customers c WHERE ${matching(scope, search)} LIMIT ${countMax + 1}) counted`;
  const count = rows[0]?.count ?? 0;
  return { total: Math.min(count, countMax), totalIsCapped: count > countMax };
}

function toKeyedRow({ value, ...row }: ListedRow): KeyedRow {
  const { id, version, login, firstName, lastName, middleName, email, phone } = row;
  const by = row.lockedById === null ? null : { id: row.lockedById, name: row.lockedByName ?? '' };
  return {
    value,
    row: {
      ...{ id, version, login, firstName, lastName, middleName, email, phone },
      locked: row.lockedAt && {
        reason: row.lockReason ?? '',
        message: row.lockMessage,
        at: row.lockedAt.toISOString(),
        by,
      },
      lockedOutUntil: row.lockedOutUntil?.toISOString() ?? null,
      emailConfirmed: row.emailConfirmed,
      passwordStatus: row.passwordReset ? 'reset' : 'active',
      balance: money(row.balance),
      registeredAt: row.registeredAt.toISOString(),
    },
  };
}

import { Prisma } from '#prisma/generated/client.ts';
import type { Scope } from '#server/shared/actor.ts';
import { assert } from '#server/shared/assert.ts';
import type { CustomerValues } from '#server/shared/customer-fields.ts';
import { AppError } from '#server/shared/errors.ts';
import type { Keyed, ListPlace } from '#server/shared/list-place.ts';
import { money } from '#server/shared/money.ts';
import type { Db, Tx } from '#server/infra/db/client.ts';
import { findChoices } from '#server/infra/db/choices.ts';
import { searchCondition, textOrder } from '#server/infra/db/text-search.ts';
import type { Subject } from '#server/infra/events/history.ts';
import { eventsSince } from '#server/infra/events/history.ts';
import type { AskedEdit, EditFacts, EditPlan } from './domain.ts';
import type {
  CustomerDto,
  CustomerLock,
  CustomerRowDto,
  CustomerSortKey,
  ListCustomersQuery,
} from './schema.ts';

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

declare const heldBrand: unique symbol;

/**
 * A customer whom no one else writes until the transaction ends, and the version that the change was
 * made on. Only {@link holdCustomer} mints one, and every function that writes takes one, so a change
 * without a version or without the lock does not compile.
 */
export interface HeldCustomer {
  readonly customer: CustomerDto;
  readonly seenVersion: number;
  readonly [heldBrand]: true;
}

/**
 * Holds the row against every other writer until the transaction ends.
 * @throws CUSTOMER_NOT_FOUND, also for one that the scope hides
 * @throws STALE_VERSION for a version that never was
 */
export async function holdCustomer(
  tx: Tx,
  scope: Scope,
  target: { customerId: number; version: number; now: Date },
): Promise<HeldCustomer> {
  // Before the transaction has a number, so that the stream tells a customer's events in the order
  // of their versions: the ledger's function takes the same lock first.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(1, ${target.customerId}::int)`;
  await tx.$queryRaw`
    SELECT 1 FROM customers WHERE id = ${target.customerId} AND company_id = ${scope.companyId}
    FOR NO KEY UPDATE`;
  const customer = await getCustomerRow(tx, scope, target);
  if (target.version > customer.version) throw new AppError('STALE_VERSION');
  return { customer, seenVersion: target.version } as HeldCustomer;
}

/** Whether the lock was set or lifted after a version: what the screen showed no longer holds. */
export async function lockChangedSince(
  tx: Tx,
  scope: Scope,
  { customer, version }: { customer: CustomerDto; version: number },
): Promise<{ by: string; at: string } | null> {
  const types = ['customer.locked', 'customer.unlocked'];
  const last = (await eventsSince(tx, subjectOf(scope, customer.id), { version, types })).at(-1);
  return last ? { by: last.by?.name ?? '', at: last.at } : null;
}

export function subjectOf({ companyId }: Scope, id: number): Subject {
  return { companyId, type: 'customer', id };
}

/** The one statement that changes a customer: under the next version, which it answers. */
async function save(
  tx: Tx,
  { customer: { id, version } }: HeldCustomer,
  data: Prisma.CustomerUncheckedUpdateManyInput,
): Promise<number> {
  const next = version + 1;
  const { count } = await tx.customer.updateMany({
    where: { id, version },
    data: { ...data, version: next },
  });
  assert(count === 1, 'a held customer was changed by someone else');
  return next;
}

/** Saves the lock (or its end) under the next version. */
export async function saveLock(
  tx: Tx,
  held: HeldCustomer,
  locked: CustomerLock | null,
): Promise<number> {
  return save(tx, held, {
    lockedAt: locked?.at ?? null,
    lockedById: locked?.by?.id ?? null,
    lockReason: locked?.reason ?? null,
    lockMessage: locked?.message ?? null,
  });
}

/** Saves changed fields and tags under the next version. */
export async function saveEdit(tx: Tx, held: HeldCustomer, plan: EditPlan): Promise<number> {
  const customerId = held.customer.id;
  const [added, removed] = [plan.tags.added, plan.tags.removed].map((tags) =>
    tags.map(({ id }) => id),
  );
  if (removed?.length) {
    await tx.customerTag.deleteMany({ where: { customerId, tagId: { in: removed } } });
  }
  if (added?.length) {
    await tx.customerTag.createMany({ data: added.map((tagId) => ({ customerId, tagId })) });
  }
  return save(tx, held, columnsOf(plan.changes));
}

export interface NewCustomer extends Pick<EditPlan, 'changes' | 'tags'> {
  passwordHash: string | null;
  passwordResetAt: Date | null;
  registeredAt: Date;
}

/** Adds a row under version 1. @returns its id */
export async function insertCustomer(
  tx: Tx,
  { companyId }: Scope,
  { changes, tags, passwordHash, passwordResetAt, registeredAt }: NewCustomer,
): Promise<number> {
  const values = columnsOf(changes) as Prisma.CustomerUncheckedCreateInput;
  const borne = { create: tags.added.map(({ id }) => ({ tagId: id })) };
  const access = { passwordHash, passwordResetAt, registeredAt };
  const data = { ...values, ...access, companyId, tags: borne };
  return (await tx.customer.create({ data, select: { id: true } })).id;
}

/** The rules have judged each value, so the columns hold it; the type of a field is theirs to know. */
function columnsOf(values: Partial<CustomerValues>): Prisma.CustomerUncheckedUpdateManyInput {
  const { birthday } = values;
  if (typeof birthday !== 'string') return values as Prisma.CustomerUncheckedUpdateManyInput;
  const midnight = new Date(`${birthday}T00:00:00Z`);
  return { ...(values as Prisma.CustomerUncheckedUpdateManyInput), birthday: midnight };
}

/** What may be chosen of what is asked for. */
export async function readChoices(
  db: Db,
  { companyId }: Scope,
  { values, tags }: Pick<AskedEdit, 'values' | 'tags'>,
): Promise<EditFacts['choices']> {
  const idOf = (field: 'organizationId' | 'salesRepresentativeId') =>
    values.get(field) == null ? null : Number(values.get(field));
  const found = await findChoices(db, {
    companyId,
    organizationId: idOf('organizationId'),
    userId: idOf('salesRepresentativeId'),
    tagIds: [...tags.add, ...tags.remove],
  });
  return { organization: found.organization, salesRepresentative: found.user, tags: found.tags };
}

/** Other customers who have the wanted login or e-mail. */
export async function findOwners(
  db: Db,
  scope: Scope,
  { values, exceptId }: { values: AskedEdit['values']; exceptId?: number },
): Promise<EditFacts['takenBy']> {
  const owners: EditFacts['takenBy'] = {};
  for (const field of ['login', 'email'] as const) {
    const value = values.get(field);
    if (typeof value !== 'string') continue;
    owners[field] = await findOwner(db, scope, { field, value, exceptId });
  }
  return owners;
}

/** Whose a login or an e-mail is, of the customers that the scope shows. */
export async function findOwner(
  db: Db,
  { companyId }: Scope,
  wanted: { field: 'login' | 'email'; value: string; exceptId?: number | undefined },
): Promise<{ id: number; name: string } | null> {
  const { field, value, exceptId = 0 } = wanted;
  const row = await db.customer.findFirst({
    where: { companyId, [field]: value, id: { not: exceptId } },
    select: { id: true, firstName: true, lastName: true },
  });
  return row && nameOf(row);
}

/** What is known of what an edit asks for, by the customer as held. */
export async function readEditFacts(
  tx: Tx,
  scope: Scope,
  { held: { customer }, asked }: { held: HeldCustomer; asked: AskedEdit },
): Promise<Omit<EditFacts, 'profile'>> {
  const version = Math.min(...[...asked.values.keys()].map(asked.basedOn), customer.version);
  const types = ['customer.edited'];
  const edits =
    version < customer.version
      ? await eventsSince(tx, subjectOf(scope, customer.id), { version, types })
      : [];
  return {
    customer,
    edits,
    takenBy: await findOwners(tx, scope, { values: asked.values, exceptId: customer.id }),
    choices: await readChoices(tx, scope, asked),
  };
}

/** Ends the customer's sessions in the cabinet; answers how many were open. */
export async function endCustomerSessions(
  tx: Tx,
  { customer }: HeldCustomer,
  now: Date,
): Promise<number> {
  const { count } = await tx.customerSession.updateMany({
    where: { customerId: customer.id, endedAt: null, expiresAt: { gt: now } },
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
  login: textOrder(Prisma.sql`c.login`),
  name: textOrder(Prisma.sql`(c.last_name || ' ' || c.first_name)`),
  email: textOrder(Prisma.sql`c.email`),
  phone: textOrder(Prisma.sql`coalesce(c.phone, '')`),
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

function matching({ companyId }: Scope, search: string): Prisma.Sql {
  const found = searchCondition(search, {
    id: Prisma.sql`c.id`,
    text: Prisma.sql`c.search_text`,
  });
  return Prisma.sql`c.company_id = ${companyId} AND ${found}`;
}

type NamesRow = 'id' | 'version' | 'login' | 'firstName' | 'lastName' | 'middleName' | 'email';
interface ListedRow extends Pick<CustomerRowDto, NamesRow | 'phone' | 'emailConfirmed'> {
  lockReason: string | null;
  lockMessage: string | null;
  lockedAt: Date | null;
  lockedById: number | null;
  lockedByName: string | null;
  lockedOutUntil: Date | null;
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
): Promise<Keyed<CustomerRowDto>[]> {
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

function toKeyedRow({ value, ...row }: ListedRow): Keyed<CustomerRowDto> {
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

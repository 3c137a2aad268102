/** Pages of the customers list, found by the values of a page's edge, and their number. */
import { Prisma } from '#prisma/generated/client.ts';
import type { Scope } from '#server/shared/actor.ts';
import type { CustomerSortKey } from '#server/shared/customer-filter.ts';
import type { Keyed, ListPlace } from '#server/shared/list-place.ts';
import { money } from '#server/shared/money.ts';
import type { Db } from '#server/infra/db/client.ts';
import type { AskedCustomers } from '#server/infra/db/customer-list.ts';
import {
  cappedCount,
  customerCondition,
  customerOrders,
  isNarrowed,
  joinedOrders,
  toTotal,
} from '#server/infra/db/customer-list.ts';
import { toAppError } from '#server/infra/db/errors.ts';
import { readWithin } from '#server/infra/db/time-limit.ts';
import type { CustomerRowDto, ListCustomersQuery } from '../schema.ts';

type NamesRow =
  | 'id'
  | 'city'
  | 'country'
  | 'organization'
  | 'tags'
  | 'devicesCount'
  | 'version'
  | 'login'
  | 'firstName'
  | 'lastName'
  | 'middleName'
  | 'email';
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
  lastSignInAt: Date | null;
  value: string;
}

export interface ListCustomersAt extends Omit<ListCustomersQuery, 'cursor'> {
  place: ListPlace | null;
  timeZone: string;
  /** So many match that looking up each one's tags to sort by them would take too long. */
  areMany: boolean;
}

/** How long rows may be looked for in the order of the list before all that match are found first. */
const walkMaxMs = 700;

/**
 * One page and one row more, in list order, found by the values of its edge. Reading in the order of
 * the list is fastest when those who match are everywhere in it, and takes for ever when they all
 * stand at its end; nothing tells which it is, so what is narrowed down is tried for a moment.
 */
export async function listCustomerRows(
  db: Db,
  scope: Scope,
  asked: ListCustomersAt,
): Promise<Keyed<CustomerRowDto>[]> {
  if (!isNarrowed(asked)) return readPage(db, { asked, ids: pageIds(scope, asked) });
  try {
    return await readWithin(db, walkMaxMs, (limited) =>
      readPage(limited, { asked, ids: pageIds(scope, asked) }),
    );
  } catch (error) {
    if (toAppError(error)?.code !== 'SERVICE_UNAVAILABLE') throw error;
    return readPage(db, { asked, ids: pageIds(scope, asked, { allFirst: true }) });
  }
}

function orderOf({ direction, place }: ListCustomersAt): { order: Prisma.Sql; beyond: Prisma.Sql } {
  const isAscending = (direction === 'asc') !== (place?.direction === 'before');
  return isAscending
    ? { order: Prisma.sql`ASC`, beyond: Prisma.sql`>` }
    : { order: Prisma.sql`DESC`, beyond: Prisma.sql`<` };
}

/** A query of `id` and `place`, the value that the row is sorted by. */
function pageIds(scope: Scope, asked: ListCustomersAt, { allFirst = false } = {}): Prisma.Sql {
  const { sort, place, pageSize, areMany } = asked;
  const joined = sort !== 'tags' || areMany ? joinedOrders[sort] : undefined;
  const { expression, type } = joined ?? customerOrders[sort];
  const { order, beyond } = orderOf(asked);
  const fromPlace = place
    ? Prisma.sql`AND (${expression}, c.id) ${beyond} (${place.value}::text::${type}, ${place.id}::int)`
    : Prisma.empty;
  const found = Prisma.sql`SELECT c.id, ${expression} AS place
    FROM customers c ${joined?.join ?? Prisma.empty}
    WHERE ${customerCondition(scope, asked)} ${fromPlace}`;
  const limit = Prisma.sql`LIMIT ${pageSize + 1}`;
  return allFirst
    ? Prisma.sql`WITH found AS MATERIALIZED (${found})
        SELECT id, place FROM found ORDER BY place ${order}, id ${order} ${limit}`
    : Prisma.sql`${found} ORDER BY ${expression} ${order}, c.id ${order} ${limit}`;
}

async function readPage(
  db: Db,
  { asked, ids }: { asked: ListCustomersAt; ids: Prisma.Sql },
): Promise<Keyed<CustomerRowDto>[]> {
  const { order } = orderOf(asked);
  const rows = await db.$queryRaw<ListedRow[]>`
    WITH page AS MATERIALIZED (${ids})
    SELECT c.id, c.version, c.login, c.first_name AS "firstName", c.last_name AS "lastName",
      c.middle_name AS "middleName", c.email, c.phone, c.lock_reason AS "lockReason",
      c.lock_message AS "lockMessage", c.locked_at AS "lockedAt", c.locked_by_id AS "lockedById",
      u.first_name || ' ' || u.last_name AS "lockedByName",
      c.locked_out_until AS "lockedOutUntil", c.email_confirmed_at IS NOT NULL AS "emailConfirmed",
      c.password_reset_at IS NOT NULL AS "passwordReset", c.balance::text AS balance,
      c.registered_at AS "registeredAt", c.city, c.country, c.devices_count AS "devicesCount",
      c.last_sign_in_at AS "lastSignInAt",
      CASE WHEN o.id IS NULL THEN NULL ELSE json_build_object('id', o.id, 'name', o.name) END
        AS organization,
      coalesce((SELECT json_agg(json_build_object('id', t.id, 'caption', t.caption,
          'color', t.color) ORDER BY t.caption)
        FROM customer_tags ct JOIN tags t ON t.id = ct.tag_id WHERE ct.customer_id = c.id), '[]')
        AS tags, page.place::text AS value
    FROM page JOIN customers c ON c.id = page.id LEFT JOIN users u ON u.id = c.locked_by_id
      LEFT JOIN organizations o ON o.id = c.organization_id
    ORDER BY page.place ${order}, page.id ${order}`;
  const keyed = rows.map(toKeyedRow);
  return asked.place?.direction === 'before' ? keyed.reverse() : keyed;
}

/** Exact up to a cap. */
export async function countCustomersUpTo(
  db: Db,
  scope: Scope,
  asked: AskedCustomers,
): Promise<{ total: number; totalIsCapped: boolean }> {
  const rows = await db.$queryRaw<{ count: number }[]>(cappedCount(scope, asked));
  return toTotal(rows[0]?.count ?? 0);
}

/** All of them, however long it takes. */
export async function countAllCustomers(
  db: Db,
  scope: Scope,
  asked: AskedCustomers,
): Promise<number> {
  const rows = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM customers c WHERE ${customerCondition(scope, asked)}`;
  return rows[0]?.count ?? 0;
}

/** Which of these are in the result. */
export async function matchingIds(
  db: Db,
  scope: Scope,
  { customerIds, ...asked }: AskedCustomers & { customerIds: readonly number[] },
): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT c.id FROM customers c
    WHERE c.id = ANY(${customerIds}::int[]) AND ${customerCondition(scope, asked)}`;
  return rows.map(({ id }) => id);
}

export interface NeighbourQuestion extends AskedCustomers {
  customerId: number;
  sort: CustomerSortKey;
  direction: 'asc' | 'desc';
}

/**
 * The nearest of the result on one side of a customer, by the value that the customer has now; who is
 * not in the result has a place there all the same. Null at the end, and for a customer out of scope.
 */
export async function findNeighbourId(
  db: Db,
  scope: Scope,
  { side, ...asked }: NeighbourQuestion & { side: 'before' | 'after' },
): Promise<number | null> {
  const { expression, type } = customerOrders[asked.sort];
  const isAscending = (asked.direction === 'asc') === (side === 'after');
  const order = isAscending ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const beyond = isAscending ? Prisma.sql`>` : Prisma.sql`<`;
  // The value is looked up once, ahead, so that the index of the order is read from that place.
  const rows = await db.$queryRaw<{ id: number }[]>`
    WITH place AS MATERIALIZED (
      SELECT (${expression})::text AS value FROM customers c
      WHERE c.id = ${asked.customerId} AND c.company_id = ${scope.companyId})
    SELECT c.id FROM customers c
    WHERE ${customerCondition(scope, asked)} AND (${expression}, c.id) ${beyond}
      ((SELECT value FROM place)::${type}, ${asked.customerId}::int)
    ORDER BY ${expression} ${order}, c.id ${order} LIMIT 1`;
  return rows[0]?.id ?? null;
}

/** Written out: copying by spreading takes as long as everything else here. */
function toKeyedRow(row: ListedRow): Keyed<CustomerRowDto> {
  const { lockedAt, lockedById } = row;
  const by = lockedById === null ? null : { id: lockedById, name: row.lockedByName ?? '' };
  return {
    value: row.value,
    row: {
      id: row.id,
      version: row.version,
      login: row.login,
      firstName: row.firstName,
      lastName: row.lastName,
      middleName: row.middleName,
      email: row.email,
      phone: row.phone,
      city: row.city,
      country: row.country,
      organization: row.organization,
      tags: row.tags,
      devicesCount: row.devicesCount,
      locked: lockedAt && {
        reason: row.lockReason ?? '',
        message: row.lockMessage,
        at: lockedAt.toISOString(),
        by,
      },
      lockedOutUntil: row.lockedOutUntil?.toISOString() ?? null,
      emailConfirmed: row.emailConfirmed,
      passwordStatus: row.passwordReset ? 'reset' : 'active',
      balance: money(row.balance),
      registeredAt: row.registeredAt.toISOString(),
      lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
    },
  };
}

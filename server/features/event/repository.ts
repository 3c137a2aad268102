import { Prisma } from '#prisma/generated/client.ts';
import type { EventEnvelope } from '#server/shared/event.ts';
import type { Scope } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import type { Db } from '#server/infra/db/client.ts';
import { authorsMax } from './schema.ts';
import type { AuthorDto, EventType } from './schema.ts';

interface EventRow extends Omit<EventEnvelope, 'subject' | 'author' | 'time'> {
  subjectType: EventEnvelope['subject']['type'];
  subjectId: number;
  authorId: number | null;
  authorName: string | null;
  createdAt: Date;
}

/** @throws CUSTOMER_NOT_FOUND, also for one that the scope hides */
async function expectVisible(db: Db, scope: Scope, customerId: number): Promise<void> {
  const count = await db.customer.count({ where: { id: customerId, companyId: scope.companyId } });
  if (count === 0) throw new AppError('CUSTOMER_NOT_FOUND');
}

const columns = Prisma.sql`
  e.id::text AS id, e.type, e.subject_type AS "subjectType", e.subject_id AS "subjectId", e.version,
  e.author_id AS "authorId", u.first_name || ' ' || u.last_name AS "authorName",
  e.mutation_id AS "mutationId", e.changes, e.data, e.created_at AS "createdAt"`;

/** Read in the order of the index on (company, subject, version), from its end. */
function ofCustomer(scope: Scope, customerId: number): Prisma.Sql {
  return Prisma.sql`e.company_id = ${scope.companyId} AND e.subject_type = 'customer'
    AND e.subject_id = ${customerId}`;
}

export interface CustomerEventsPage {
  customerId: number;
  types: readonly EventType[];
  /** Older than this version; absent = from the newest. */
  beforeVersion?: number | undefined;
  authorId?: number | undefined;
  /** Days in `timeZone`, both included (YYYY-MM-DD). */
  from?: string | undefined;
  to?: string | undefined;
  timeZone: string;
  limit: number;
}

/**
 * A customer's events, newest first.
 * @throws CUSTOMER_NOT_FOUND
 */
export async function listCustomerEvents(
  db: Db,
  scope: Scope,
  page: CustomerEventsPage,
): Promise<EventEnvelope[]> {
  const { customerId, types, beforeVersion = 2_147_483_647, limit } = page;
  await expectVisible(db, scope, customerId);
  const rows = await db.$queryRaw<EventRow[]>`
    SELECT ${columns} FROM events e LEFT JOIN users u ON u.id = e.author_id
    WHERE ${ofCustomer(scope, customerId)} AND e.version < ${beforeVersion}::int
      AND e.type = ANY (${types}::text[]) ${narrowed(page)}
    ORDER BY e.version DESC LIMIT ${limit}`;
  return rows.map(toEnvelope);
}

function narrowed({ authorId, from, to, timeZone }: CustomerEventsPage): Prisma.Sql {
  const by = authorId === undefined ? Prisma.empty : Prisma.sql`AND e.author_id = ${authorId}::int`;
  const since = from
    ? Prisma.sql`AND e.created_at >= ${from}::date::timestamp AT TIME ZONE ${timeZone}`
    : Prisma.empty;
  const until = to
    ? Prisma.sql`AND e.created_at < (${to}::date + 1)::timestamp AT TIME ZONE ${timeZone}`
    : Prisma.empty;
  return Prisma.sql`${by} ${since} ${until}`;
}

/**
 * An order's newest events, newest first.
 * @throws ORDER_NOT_FOUND, also for one that the scope hides
 */
export async function listOrderEventRows(
  db: Db,
  { companyId }: Scope,
  { orderId, types, limit }: { orderId: number; types: readonly EventType[]; limit: number },
): Promise<EventEnvelope[]> {
  const count = await db.order.count({ where: { id: orderId, companyId } });
  if (count === 0) throw new AppError('ORDER_NOT_FOUND');
  const rows = await db.$queryRaw<EventRow[]>`
    SELECT ${columns} FROM events e LEFT JOIN users u ON u.id = e.author_id
    WHERE e.company_id = ${companyId} AND e.subject_type = 'order' AND e.subject_id = ${orderId}
      AND e.type = ANY (${types}::text[])
    ORDER BY e.version DESC LIMIT ${limit}`;
  return rows.map(toEnvelope);
}

/** So far back a whole history is looked through at most, newest first. */
const historyMax = 100_000;

/**
 * The newest event that names the field among its changes, or else the one that made the customer.
 * Null when there is neither, or when it lies behind the newest {@link historyMax} events.
 * @throws CUSTOMER_NOT_FOUND
 */
export async function findLastChange(
  db: Db,
  scope: Scope,
  { customerId, field, types }: { customerId: number; field: string; types: readonly EventType[] },
): Promise<EventEnvelope | null> {
  await expectVisible(db, scope, customerId);
  const rows = await db.$queryRaw<EventRow[]>`
    SELECT ${columns} FROM (
      SELECT * FROM events e WHERE ${ofCustomer(scope, customerId)}
      ORDER BY e.version DESC LIMIT ${historyMax}
    ) e LEFT JOIN users u ON u.id = e.author_id
    WHERE e.type = ANY (${types}::text[])
      AND (e.type = 'customer.created' OR e.changes @> ${JSON.stringify([{ field }])}::jsonb)
    ORDER BY e.version DESC LIMIT 1`;
  return rows[0] ? toEnvelope(rows[0]) : null;
}

/**
 * The users who wrote any of a customer's newest {@link historyMax} events, in Ukrainian order.
 * @throws CUSTOMER_NOT_FOUND
 */
export async function listEventAuthors(
  db: Db,
  scope: Scope,
  { customerId, types }: { customerId: number; types: readonly EventType[] },
): Promise<AuthorDto[]> {
  await expectVisible(db, scope, customerId);
  return db.$queryRaw<AuthorDto[]>`
    SELECT u.id, u.first_name || ' ' || u.last_name AS name FROM users u
    WHERE u.id IN (SELECT newest.author_id FROM (
      SELECT e.author_id, e.type FROM events e WHERE ${ofCustomer(scope, customerId)}
      ORDER BY e.version DESC LIMIT ${historyMax}
    ) newest WHERE newest.type = ANY (${types}::text[]))
    ORDER BY (u.first_name || ' ' || u.last_name) COLLATE "uk-x-icu", u.id LIMIT ${authorsMax}`;
}

function toEnvelope(row: EventRow): EventEnvelope {
  const { subjectType, subjectId, authorId, authorName, createdAt, ...rest } = row;
  return {
    ...rest,
    subject: { type: subjectType, id: subjectId },
    author: authorId === null ? null : { id: authorId, name: authorName ?? '' },
    time: createdAt.toISOString(),
  };
}

import { Prisma } from '#prisma/generated/client.ts';
import type { Scope } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import { money } from '#server/shared/money.ts';
import type { LedgerCommand } from '#server/shared/ledger.ts';
import { createBatcher } from '#server/infra/batcher.ts';
import type { Db } from '#server/infra/db/client.ts';
import { isRetryable } from '#server/infra/db/errors.ts';
import { callLedger } from '#server/infra/db/ledger.ts';
import type { BalanceSeriesDto, OperationDto, OperationKind, OperationPageDto } from './schema.ts';

/** One call of the ledger's function, one transaction; a deadlock between two calls is tried again. */
async function postBatch(db: Db, commands: LedgerCommand[]): Promise<unknown[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await callLedger(db, commands);
    } catch (error) {
      if (attempt === 5 || !isRetryable(error)) throw error;
    }
  }
}

type Post = (command: LedgerCommand) => Promise<unknown>;
const postersByDb = new WeakMap<Db, Post>();

/** Commands that arrive while others are being posted go together in the next call. */
export function postOperation(db: Db, command: LedgerCommand): Promise<unknown> {
  let post = postersByDb.get(db);
  if (!post) {
    post = createBatcher<LedgerCommand, unknown>({
      run: (commands) => postBatch(db, commands),
      batchMax: 100,
      concurrentMax: 2,
      waitingMax: 10_000,
      tooMany: () => new AppError('SERVICE_UNAVAILABLE'),
    });
    postersByDb.set(db, post);
  }
  return post(command);
}

/**
 * The customer's version, read before the rows that it vouches for.
 * @throws CUSTOMER_NOT_FOUND
 */
async function customerVersion(db: Db, scope: Scope, customerId: number): Promise<number> {
  const customer = await db.customer.findFirst({
    where: { id: customerId, companyId: scope.companyId },
    select: { version: true },
  });
  if (!customer) throw new AppError('CUSTOMER_NOT_FOUND');
  return customer.version;
}

export interface Period {
  customerId: number;
  /** Days in `timeZone`, both inclusive (YYYY-MM-DD). */
  from?: string | undefined;
  to?: string | undefined;
  timeZone: string;
}

function within({ customerId, from, to, timeZone }: Period): Prisma.Sql {
  const after = from
    ? Prisma.sql`AND o.created_at >= ${from}::date::timestamp AT TIME ZONE ${timeZone}`
    : Prisma.empty;
  const before = to
    ? Prisma.sql`AND o.created_at < (${to}::date + 1)::timestamp AT TIME ZONE ${timeZone}`
    : Prisma.empty;
  return Prisma.sql`o.customer_id = ${customerId} ${after} ${before}`;
}

interface OperationRow {
  id: number;
  customerId: number;
  number: number;
  kind: string;
  amount: string;
  balanceBefore: string;
  balanceAfter: string;
  note: string;
  authorId: number | null;
  authorName: string | null;
  orderId: number | null;
  orderNumber: string | null;
  reversesId: number | null;
  reversesNumber: number | null;
  reversedById: number | null;
  reversedByNumber: number | null;
  createdAt: Date;
}

/** Newest first, with the totals of the whole period. @throws CUSTOMER_NOT_FOUND */
export async function listOperationRows(
  db: Db,
  scope: Scope,
  { limit, beforeNumber, ...period }: Period & { limit: number; beforeNumber?: number | undefined },
): Promise<OperationPageDto> {
  const version = await customerVersion(db, scope, period.customerId);
  const older = beforeNumber ? Prisma.sql`AND o.number < ${beforeNumber}` : Prisma.empty;
  const rows = await db.$queryRaw<OperationRow[]>`
    SELECT o.id, o.customer_id AS "customerId", o.number, o.kind::text AS kind,
      o.amount::text AS amount, o.balance_before::text AS "balanceBefore",
      o.balance_after::text AS "balanceAfter", o.note, o.author_id AS "authorId",
      u.first_name || ' ' || u.last_name AS "authorName", d.id AS "orderId",
      d.number AS "orderNumber", r.id AS "reversesId", r.number AS "reversesNumber",
      b.id AS "reversedById", b.number AS "reversedByNumber", o.created_at AS "createdAt"
    FROM operations o LEFT JOIN users u ON u.id = o.author_id
      LEFT JOIN orders d ON d.id = o.order_id LEFT JOIN operations r ON r.id = o.reverses_id
      LEFT JOIN operations b ON b.reverses_id = o.id
    WHERE ${within(period)} ${older} ORDER BY o.number DESC LIMIT ${limit + 1}`;
  const [totals] = await db.$queryRaw<{ in: string; out: string; count: number }[]>`
    SELECT coalesce(sum(o.amount) FILTER (WHERE o.amount > 0), 0.00)::text AS in,
      coalesce(-sum(o.amount) FILTER (WHERE o.amount < 0), 0.00)::text AS out,
      count(*)::int AS count
    FROM operations o WHERE ${within(period)}`;
  return {
    rows: rows.slice(0, limit).map(toOperationDto),
    totals: {
      in: money(totals?.in ?? '0'),
      out: money(totals?.out ?? '0'),
      count: totals?.count ?? 0,
    },
    hasMore: rows.length > limit,
    customerVersion: version,
  };
}

const pointsMax = 400;

/**
 * The balance at the end of each day on which it moved, oldest first; a longer period than
 * {@link pointsMax} such days keeps the latest. Begins with the balance that the period opened with.
 * @throws CUSTOMER_NOT_FOUND
 */
export async function readBalanceSeries(
  db: Db,
  scope: Scope,
  period: Period,
): Promise<BalanceSeriesDto> {
  const version = await customerVersion(db, scope, period.customerId);
  const days = await db.$queryRaw<{ day: string; opening: string; balance: string }[]>`
    SELECT day, opening, balance FROM (
      SELECT day::text AS day, (array_agg(before ORDER BY number))[1]::text AS opening,
        (array_agg(after ORDER BY number DESC))[1]::text AS balance
      FROM (SELECT (o.created_at AT TIME ZONE ${period.timeZone})::date AS day, o.number,
              o.balance_before AS before, o.balance_after AS after
            FROM operations o WHERE ${within(period)}) moved
      GROUP BY day ORDER BY day DESC LIMIT ${pointsMax - 1}) latest
    ORDER BY day`;
  const points = days.map(({ day, balance }) => ({ day, balance: money(balance) }));
  const first = days[0];
  if (first && period.from && period.from < first.day) {
    points.unshift({ day: period.from, balance: money(first.opening) });
  }
  return { points, customerVersion: version };
}

function linkOf(id: number | null, number: number | null) {
  return id === null || number === null ? null : { id, number };
}

function toOperationDto(row: OperationRow): OperationDto {
  const { id, customerId, number, note, authorId, authorName, orderId, orderNumber } = row;
  return {
    ...{ id, customerId, number, note },
    kind: row.kind === 'order_payment' ? 'orderPayment' : (row.kind as OperationKind),
    amount: money(row.amount),
    balanceBefore: money(row.balanceBefore),
    balanceAfter: money(row.balanceAfter),
    author: authorId === null ? null : { id: authorId, name: authorName ?? '' },
    order: orderId === null ? null : { id: orderId, number: orderNumber ?? '' },
    reverses: linkOf(row.reversesId, row.reversesNumber),
    reversedBy: linkOf(row.reversedById, row.reversedByNumber),
    createdAt: row.createdAt.toISOString(),
  };
}

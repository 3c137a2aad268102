/** Pages of orders, found by the values of a page's edge, and their number. */
import { Prisma } from '#prisma/generated/client.ts';
import type { Scope } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import type { Keyed, ListPlace } from '#server/shared/list-place.ts';
import { money } from '#server/shared/money.ts';
import type { Db } from '#server/infra/db/client.ts';
import { countMax, toTotal } from '#server/infra/db/customer-list.ts';
import { searchCondition, textOrder } from '#server/infra/db/text-search.ts';
import type { ListOrdersQuery, OrderRowDto, OrderSortKey, OrderStatus } from '../schema.ts';

interface ListOrder {
  expression: Prisma.Sql;
  /** What a place's value is compared as. */
  type: Prisma.Sql;
}

/** Never null, so that one comparison of rows finds any place. */
const orders: Record<OrderSortKey, ListOrder> = {
  number: { expression: Prisma.sql`o.number`, type: Prisma.sql`text` },
  createdAt: { expression: Prisma.sql`o.created_at`, type: Prisma.sql`timestamptz` },
  sum: { expression: Prisma.sql`o.sum`, type: Prisma.sql`numeric` },
  paid: { expression: Prisma.sql`o.paid`, type: Prisma.sql`numeric` },
  status: { expression: Prisma.sql`o.status`, type: Prisma.sql`order_status` },
  operator: textOrder(
    Prisma.sql`coalesce((SELECT u.last_name || ' ' || u.first_name FROM users u
      WHERE u.id = o.operator_id), '')`,
  ),
  customer: textOrder(
    Prisma.sql`coalesce((SELECT c.last_name || ' ' || c.first_name FROM customers c
      WHERE c.id = o.customer_id), '')`,
  ),
};

export interface AskedOrders extends Omit<ListOrdersQuery, 'cursor'> {
  place: ListPlace | null;
  /** The company's zone, in which calendar days begin. */
  timeZone: string;
}

/** An order is the company's, also when its customer is gone. */
export function orderScope({ companyId }: Scope): Prisma.Sql {
  return Prisma.sql`o.company_id = ${companyId}`;
}

function condition(scope: Scope, asked: AskedOrders): Prisma.Sql {
  const { search, statuses, operatorId, customerId, createdFrom, createdTo, timeZone } = asked;
  const conditions = [orderScope(scope)];
  if (search !== '') conditions.push(found(scope, search));
  if (customerId !== undefined) conditions.push(Prisma.sql`o.customer_id = ${customerId}`);
  if (operatorId !== undefined) conditions.push(Prisma.sql`o.operator_id = ${operatorId}`);
  if (statuses) conditions.push(Prisma.sql`o.status = ANY(${statuses}::order_status[])`);
  if (createdFrom) {
    conditions.push(
      Prisma.sql`o.created_at >= ${createdFrom}::date::timestamp AT TIME ZONE ${timeZone}`,
    );
  }
  if (createdTo) {
    conditions.push(
      Prisma.sql`o.created_at < (${createdTo}::date + 1)::timestamp AT TIME ZONE ${timeZone}`,
    );
  }
  return Prisma.join(conditions, ' AND ');
}

/** By number or by customer, each through its own index. */
function found({ companyId }: Scope, search: string): Prisma.Sql {
  const number = search.replace(/^[№#]\s*/, '').replace(/[\\%_]/g, '\\$&');
  const ofCustomer = searchCondition(search, {
    id: Prisma.sql`c.id`,
    text: Prisma.sql`c.search_text`,
  });
  return Prisma.sql`o.id IN (
    SELECT n.id FROM orders n WHERE n.company_id = ${companyId}
      AND fold_text(n.number) LIKE '%' || fold_text(${number}) || '%'
    UNION SELECT b.id FROM orders b JOIN customers c ON c.id = b.customer_id
      WHERE c.company_id = ${companyId} AND ${ofCustomer})`;
}

interface ListedRow {
  id: number;
  version: number;
  number: string;
  createdAt: Date;
  sum: string;
  paid: string;
  status: OrderStatus;
  operatorId: number | null;
  operatorName: string | null;
  customerId: number;
  customerLogin: string;
  firstName: string;
  lastName: string;
  customerIsRemoved: boolean;
}

/** Columns of a row, from orders `o`, customers `c` and users `u`. */
export const rowColumns = Prisma.sql`
  o.id, o.version, o.number, o.created_at AS "createdAt", o.sum::text AS sum, o.paid::text AS paid,
  o.status::text AS status, o.operator_id AS "operatorId",
  u.first_name || ' ' || u.last_name AS "operatorName", c.id AS "customerId",
  c.login AS "customerLogin", c.first_name AS "firstName", c.last_name AS "lastName",
  c.company_id IS NULL AS "customerIsRemoved"`;
export const rowTables = Prisma.sql`
  JOIN customers c ON c.id = o.customer_id LEFT JOIN users u ON u.id = o.operator_id`;

/** One page and one row more, in list order. */
export async function listOrderRows(
  db: Db,
  scope: Scope,
  asked: AskedOrders,
): Promise<Keyed<OrderRowDto>[]> {
  const { sort, direction, place, pageSize } = asked;
  const { expression, type } = orders[sort];
  const isAscending = (direction === 'asc') !== (place?.direction === 'before');
  const order = isAscending ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const beyond = isAscending ? Prisma.sql`>` : Prisma.sql`<`;
  const fromPlace = place
    ? Prisma.sql`AND (${expression}, o.id) ${beyond} (${place.value}::text::${type}, ${place.id}::int)`
    : Prisma.empty;
  const rows = await db.$queryRaw<(ListedRow & { value: string })[]>`
    WITH page AS MATERIALIZED (
      SELECT o.id, ${expression} AS place FROM orders o
      WHERE ${condition(scope, asked)} ${fromPlace}
      ORDER BY ${expression} ${order}, o.id ${order} LIMIT ${pageSize + 1})
    SELECT ${rowColumns}, page.place::text AS value
    FROM page JOIN orders o ON o.id = page.id ${rowTables}
    ORDER BY page.place ${order}, page.id ${order}`;
  const keyed = rows.map(({ value, ...row }) => ({ value, row: toOrderRow(row) }));
  return place?.direction === 'before' ? keyed.reverse() : keyed;
}

/** Exact up to a cap. */
export async function countOrdersUpTo(db: Db, scope: Scope, asked: AskedOrders) {
  const rows = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (
      SELECT FROM orders o WHERE ${condition(scope, asked)} LIMIT ${countMax + 1}) counted`;
  return toTotal(rows[0]?.count ?? 0);
}

/** @throws CUSTOMER_NOT_FOUND, also for one that the scope hides */
export async function expectCustomer(db: Db, scope: Scope, customerId: number): Promise<void> {
  const count = await db.customer.count({ where: { id: customerId, companyId: scope.companyId } });
  if (count === 0) throw new AppError('CUSTOMER_NOT_FOUND');
}

export function toOrderRow(row: ListedRow): OrderRowDto {
  const { id, version, number, status, operatorId, operatorName } = row;
  return {
    ...{ id, version, number, status },
    createdAt: row.createdAt.toISOString(),
    sum: money(row.sum),
    paid: money(row.paid),
    operator: operatorId === null ? null : { id: operatorId, name: operatorName ?? '' },
    customer: {
      id: row.customerId,
      login: row.customerLogin,
      firstName: row.firstName,
      lastName: row.lastName,
      isRemoved: row.customerIsRemoved,
    },
  };
}

export type { ListedRow };

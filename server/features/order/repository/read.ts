/** One order as its page shows it. */
import type { Scope } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import { addMoney, money } from '#server/shared/money.ts';
import type { Money } from '#server/shared/money.ts';
import type { Db } from '#server/infra/db/client.ts';
import { lineTotal } from '../domain.ts';
import type { OrderDto, OrderLineDto, OrderOperationDto } from '../schema.ts';
import { orderOperationsMax } from '../schema.ts';
import type { ListedRow } from './list.ts';
import { orderScope, rowColumns, rowTables, toOrderRow } from './list.ts';

interface Row extends ListedRow {
  cancelledAt: Date | null;
  cancelledById: number | null;
  cancelledByName: string | null;
  cancelReason: string | null;
  fromBalance: string;
}

/**
 * @param withOperations false for a reader who may not see the account
 * @throws ORDER_NOT_FOUND, also for one that the scope hides
 */
export async function getOrderRow(
  db: Db,
  scope: Scope,
  { orderId, withOperations }: { orderId: number; withOperations: boolean },
): Promise<OrderDto> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT ${rowColumns}, o.cancelled_at AS "cancelledAt", o.cancelled_by_id AS "cancelledById",
      b.first_name || ' ' || b.last_name AS "cancelledByName", o.cancel_reason AS "cancelReason",
      paid_from_balance(o.id)::numeric(18, 2)::text AS "fromBalance"
    FROM orders o ${rowTables} LEFT JOIN users b ON b.id = o.cancelled_by_id
    WHERE o.id = ${orderId} AND ${orderScope(scope)}`;
  if (!row) throw new AppError('ORDER_NOT_FOUND');
  const { cancelledAt, cancelledById, cancelledByName, cancelReason, fromBalance, ...listed } = row;
  const lines = await listLines(db, orderId);
  return {
    ...toOrderRow(listed),
    lines,
    linesTotal: lines.reduce<Money>((sum, { total }) => addMoney(sum, total), money('0.00')),
    cancelled: cancelledAt && {
      at: cancelledAt.toISOString(),
      by: cancelledById === null ? null : { id: cancelledById, name: cancelledByName ?? '' },
      reason: cancelReason ?? '',
    },
    refundable: money(fromBalance),
    operations: withOperations ? await listOperations(db, orderId) : [],
  };
}

async function listLines(db: Db, orderId: number): Promise<OrderLineDto[]> {
  const lines = await db.orderLine.findMany({ where: { orderId }, orderBy: { position: 'asc' } });
  return lines.map(({ position, title, quantity, price }) => {
    const exact = money(price.toFixed(2));
    return { position, title, quantity, price: exact, total: lineTotal(exact, quantity) };
  });
}

/** Of the operation's table; what belongs to the order alone. */
async function listOperations(db: Db, orderId: number): Promise<OrderOperationDto[]> {
  const link = { select: { id: true, number: true } } as const;
  const rows = await db.operation.findMany({
    where: { orderId },
    include: {
      author: { select: { id: true, firstName: true, lastName: true } },
      reverses: link,
      reversedBy: link,
    },
    orderBy: { id: 'desc' },
    take: orderOperationsMax,
  });
  return rows.map(
    ({ id, number, kind, amount, note, author, reverses, reversedBy, createdAt }) => ({
      ...{ id, number, kind, note, reverses, reversedBy },
      amount: money(amount.toFixed(2)),
      author: author && { id: author.id, name: `${author.firstName} ${author.lastName}` },
      createdAt: createdAt.toISOString(),
    }),
  );
}

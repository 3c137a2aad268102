/** What cancelling reads and writes, in the caller's transaction. */
import type { Scope } from '#server/shared/actor.ts';
import { assert } from '#server/shared/assert.ts';
import { AppError } from '#server/shared/errors.ts';
import type { LedgerCommand } from '#server/shared/ledger.ts';
import { money } from '#server/shared/money.ts';
import type { Money } from '#server/shared/money.ts';
import type { Tx } from '#server/infra/db/client.ts';
import { callLedger } from '#server/infra/db/ledger.ts';
import type { OrderStatus } from '../schema.ts';

declare const heldBrand: unique symbol;

/**
 * An order that no one else writes until the transaction ends, nor the account of its customer. Only
 * {@link holdOrder} mints one.
 */
export interface HeldOrder {
  readonly id: number;
  readonly customerId: number;
  readonly number: string;
  readonly version: number;
  readonly status: OrderStatus;
  readonly paid: Money;
  /** What the order has from the balance. */
  readonly fromBalance: Money;
  readonly [heldBrand]: true;
}

/**
 * The customer first, as every writer of a customer or an order does, and before the transaction has a
 * number; then the order, read again as it stands behind the lock.
 * @throws ORDER_NOT_FOUND, also for one that the scope hides
 */
export async function holdOrder(tx: Tx, { companyId }: Scope, orderId: number): Promise<HeldOrder> {
  const where = { id: orderId, companyId };
  const seen = await tx.order.findFirst({ where, select: { customerId: true } });
  if (!seen) throw new AppError('ORDER_NOT_FOUND');
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(1, ${seen.customerId}::int)`;
  await tx.$queryRaw`
    SELECT 1 FROM orders WHERE id = ${orderId} AND company_id = ${companyId} FOR UPDATE`;
  const [row] = await tx.$queryRaw<
    (Omit<HeldOrder, 'paid' | 'fromBalance'> & { paid: string; fromBalance: string })[]
  >`
    SELECT id, customer_id AS "customerId", number, version, status::text AS status,
      paid::text AS paid, paid_from_balance(id)::numeric(18, 2)::text AS "fromBalance"
    FROM orders WHERE id = ${orderId} AND company_id = ${companyId}`;
  if (!row) throw new AppError('ORDER_NOT_FOUND');
  return { ...row, paid: money(row.paid), fromBalance: money(row.fromBalance) };
}

/** One command of the ledger inside the transaction; a refusal takes all of it back. */
export async function postRefund(tx: Tx, command: LedgerCommand): Promise<unknown> {
  const [answer] = await callLedger(tx, [command]);
  return answer;
}

export interface Cancellation {
  at: Date;
  byId: number;
  reason: string;
  /** What remains paid. */
  paid: Money;
}

/** Saves the end of the order under the next version, which it answers. */
export async function saveCancellation(
  tx: Tx,
  { id, version }: HeldOrder,
  { at, byId, reason, paid }: Cancellation,
): Promise<number> {
  const next = version + 1;
  const { count } = await tx.order.updateMany({
    where: { id, version },
    data: {
      ...{ status: 'cancelled', paid, version: next },
      ...{ cancelledAt: at, cancelledById: byId, cancelReason: reason },
    },
  });
  assert(count === 1, 'a held order was changed by someone else');
  return next;
}

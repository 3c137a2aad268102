import { randomUUID } from 'node:crypto';
import type { Order, Prisma, PrismaClient } from '#prisma/generated/client.ts';
import { serial } from './database.ts';

/** A new, unpaid order of one line. */
export function createOrder(
  db: PrismaClient,
  overrides: Partial<Prisma.OrderUncheckedCreateInput> & { companyId: number; customerId: number },
): Promise<Order> {
  return db.order.create({
    data: {
      number: `F-${process.pid}-${serial()}`,
      sum: '250.00',
      lines: { create: [{ position: 1, title: 'Чайник', quantity: 1, price: '250.00' }] },
      ...overrides,
    },
  });
}

/**
 * Pays an order from its customer's balance. The ledger takes no payments yet, so the rows are written
 * here as it will write them: operation, balance, version, event, and what the order is paid.
 * @returns the operation's id
 */
export async function payOrder(db: PrismaClient, orderId: number, amount: string): Promise<number> {
  const key = randomUUID();
  const [made] = await db.$queryRaw<{ id: number }[]>`
    INSERT INTO operations (company_id, customer_id, number, kind, amount, balance_before,
      balance_after, note, order_id, idempotency_key, request_hash, customer_version)
    SELECT c.company_id, c.id, c.operations_count + 1, 'order_payment', -${amount}::numeric, c.balance,
      c.balance - ${amount}::numeric, 'Оплата замовлення', o.id, ${key}::uuid, 'factory', c.version + 1
    FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.id = ${orderId} RETURNING id`;
  if (!made) throw new Error(`no order ${String(orderId)}`);
  await db.$executeRaw`
    UPDATE customers c SET balance = o.balance_after, operations_count = o.number,
      version = o.customer_version
    FROM operations o WHERE o.id = ${made.id} AND c.id = o.customer_id`;
  await db.$executeRaw`
    SELECT record_event(o.company_id, 'operation.withdrawn', 'customer', o.customer_id,
      o.customer_version, NULL, ${key}::uuid,
      jsonb_build_array(jsonb_build_object('field', 'balance', 'old', o.balance_before::text,
        'new', o.balance_after::text)),
      jsonb_build_object('operation', operation_as_made(o)))
    FROM operations o WHERE o.id = ${made.id}`;
  await db.$executeRaw`
    UPDATE orders SET paid = paid + ${amount}::numeric WHERE id = ${orderId}`;
  return made.id;
}

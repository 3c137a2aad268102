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

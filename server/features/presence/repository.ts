import type { Scope } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import type { Db } from '#server/infra/db/client.ts';

/** @throws CUSTOMER_NOT_FOUND, also for one that the scope hides */
export async function assertCustomerVisible(
  db: Db,
  scope: Scope,
  customerId: number,
): Promise<void> {
  const where = { id: customerId, companyId: scope.companyId };
  const visible = await db.customer.findFirst({ where, select: { id: true } });
  if (!visible) throw new AppError('CUSTOMER_NOT_FOUND');
}

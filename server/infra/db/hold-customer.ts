/**
 * Holding a customer where nobody who is signed in asks: a letter's job, a link's page. What people
 * do goes through the customer's own repository, which asks for the version that they saw.
 */
import type { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from './client.ts';

/** Against every other writer until the transaction ends, and before it has a number. */
export async function holdCustomerRow(tx: Tx, id: number): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(1, ${id}::int)`;
  await tx.$queryRaw`SELECT 1 FROM customers WHERE id = ${id} FOR NO KEY UPDATE`;
}

/** @returns the next version, of a customer who is held; null for one who is removed */
export async function raiseCustomerVersion(
  tx: Tx,
  { companyId, id }: { companyId: number; id: number },
  data: Prisma.CustomerUncheckedUpdateManyInput = {},
): Promise<number | null> {
  const rows = await tx.customer.updateManyAndReturn({
    where: { id, companyId },
    data: { ...data, version: { increment: 1 } },
    select: { version: true },
  });
  return rows[0]?.version ?? null;
}

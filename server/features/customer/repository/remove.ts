/**
 * Taking customers out for good. The statements are the database's own functions, because the
 * application may neither move a customer out of their company nor touch an event.
 */
import type { Scope } from '#server/shared/actor.ts';
import { assert } from '#server/shared/assert.ts';
import type { Db, Tx } from '#server/infra/db/client.ts';
import type { HeldCustomer } from './write.ts';
import type { HeldCustomers, Versions } from './write-many.ts';

export interface Removal {
  removedById: number;
  now: Date;
}

/** @returns the last version; null when an open order or money came in between */
export async function saveRemoval(
  tx: Tx,
  held: HeldCustomer,
  { companyId, removedById, now }: Removal & Pick<Scope, 'companyId'>,
): Promise<number | null> {
  const ids = [held.customer.id];
  const [row] = await tx.$queryRaw<{ version: number }[]>`
    SELECT version FROM remove_customers(${companyId}::int, ${ids}::int[], ${removedById}::int,
      ${now}::timestamptz)`;
  return row?.version ?? null;
}

/** @returns the last versions of those who could be removed */
export async function saveRemovals(
  tx: Tx,
  held: HeldCustomers,
  removal: Removal & Pick<Scope, 'companyId'> & { ids: readonly number[] },
): Promise<Versions> {
  const { companyId, ids, removedById, now } = removal;
  assert(
    ids.every((id) => held.byId.has(id)),
    'removes a customer who is not held',
  );
  const rows = await tx.$queryRaw<{ id: number; version: number }[]>`
    SELECT id, version FROM remove_customers(${companyId}::int, ${ids}::int[],
      ${removedById}::int, ${now}::timestamptz)`;
  return new Map(rows.map(({ id, version }) => [id, version]));
}

/** Orders that are not final (S1-58). */
export function countOpenOrders(db: Db, customerId: number): Promise<number> {
  const final = ['completed', 'cancelled', 'returned'] as const;
  return db.order.count({ where: { customerId, status: { notIn: [...final] } } });
}

export async function loginsOf(db: Db, ids: readonly number[]): Promise<Map<number, string>> {
  const where = { id: { in: [...ids] } };
  const rows = await db.customer.findMany({ where, select: { id: true, login: true } });
  return new Map(rows.map(({ id, login }) => [id, login]));
}

/** Who wrote the customer's latest event, and when. */
export async function findLastAuthor(
  db: Db,
  { companyId }: Scope,
  customerId: number,
): Promise<{ by: string; at: string } | null> {
  const [row] = await db.$queryRaw<{ by: string | null; at: Date }[]>`
    SELECT u.first_name || ' ' || u.last_name AS by, e.created_at AS at
    FROM events e LEFT JOIN users u ON u.id = e.author_id
    WHERE e.company_id = ${companyId} AND e.subject_type = 'customer'
      AND e.subject_id = ${customerId}
    ORDER BY e.version DESC LIMIT 1`;
  return row?.by == null ? null : { by: row.by, at: row.at.toISOString() };
}

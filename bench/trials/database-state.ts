/** What the database says in the end: the measure of every client's state. */
import type { Client } from 'pg';
import type { CustomerDto } from '#server/features/customer/schema.ts';
import { withOwner } from '../support/fixture.ts';

/**
 * How long whoever is behind has to catch up: generous, because a writing transaction in any database
 * of the server holds the stream back (the fence), and what is judged is whether something is lost,
 * not how long it takes.
 */
export const settleMs = 60_000;

export interface CustomerState {
  id: number;
  version: number;
  balance: string;
  locked: boolean;
}

export function readCustomers(url: string, ids: readonly number[]): Promise<CustomerState[]> {
  return withOwner(url, async (owner) => {
    const { rows } = await owner.query<CustomerState>(
      `SELECT id, version, balance::text, locked_at IS NOT NULL AS locked
       FROM customers WHERE id = ANY($1) ORDER BY id`,
      [ids],
    );
    return rows;
  });
}

export function countEvents(url: string, ids: readonly number[]): Promise<number> {
  return withOwner(url, async (owner) => {
    const { rows } = await owner.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM events
       WHERE subject_type = 'customer' AND subject_id = ANY($1)`,
      [ids],
    );
    return rows[0]?.count ?? 0;
  });
}

export function isSame(row: CustomerState, held: CustomerDto | undefined): boolean {
  return (
    held !== undefined &&
    held.version === row.version &&
    held.balance === row.balance &&
    (held.locked !== null) === row.locked
  );
}

export interface Conservation {
  customers: number;
  /** Customers whose balance is the sum of their operations, numbered 1, 2, 3 … with an event each. */
  sound: number;
}

export async function checkConservation(owner: Client): Promise<Conservation> {
  const { rows } = await owner.query<{ customers: number; sound: number }>(`
    SELECT count(*)::int AS customers, count(*) FILTER (WHERE c.balance = o.sum
        AND c.operations_count = o.count AND o.last = o.count AND e.count = o.count
        AND c.version = 1 + e.all)::int AS sound
    FROM customers c,
      LATERAL (SELECT coalesce(sum(amount), 0) AS sum, count(*) AS count,
          coalesce(max(number), 0) AS last FROM operations WHERE customer_id = c.id) o,
      LATERAL (SELECT count(*) FILTER (WHERE type LIKE 'operation.%') AS count, count(*) AS all
        FROM events WHERE company_id = c.company_id AND subject_type = 'customer'
          AND subject_id = c.id) e`);
  return rows[0] ?? { customers: 0, sound: 0 };
}

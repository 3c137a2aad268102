/** Statements that write many customers at once; each takes them held, as those on one do. */
import type { Scope } from '#server/shared/actor.ts';
import { assert } from '#server/shared/assert.ts';
import type { Tx } from '#server/infra/db/client.ts';
import type { ManyFacts } from '../domain/many.ts';

declare const heldBrand: unique symbol;

/**
 * Customers whom no one else writes until the transaction ends. Only {@link holdCustomers} mints them.
 */
export interface HeldCustomers {
  readonly byId: ReadonlyMap<number, ManyFacts>;
  readonly [heldBrand]: true;
}

interface FactsRow {
  id: number;
  version: number;
  lockedAt: Date | null;
  lockedById: number | null;
  lockedByName: string | null;
  lockReason: string | null;
  lockMessage: string | null;
  hasTag: boolean;
  hasOpenOrders: boolean;
  hasBalance: boolean;
}

export interface HoldMany {
  customerIds: readonly number[];
  /** Whose tag is asked after. */
  tagId: number | null;
}

/**
 * Holds rows against every other writer until the transaction ends: those that the scope shows. The
 * locks are taken in the order of the ids, so that two runs never wait for each other, and before the
 * transaction has a number, as `holdCustomer` does.
 */
export async function holdCustomers(
  tx: Tx,
  { companyId }: Scope,
  { customerIds, tagId }: HoldMany,
): Promise<HeldCustomers> {
  const ids = [...customerIds].sort((a, b) => a - b);
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(1, id) FROM unnest(${ids}::int[]) WITH ORDINALITY AS n (id, at)
    ORDER BY at`;
  const rows = await tx.$queryRaw<FactsRow[]>`
    SELECT c.id, c.version, c.locked_at AS "lockedAt", c.locked_by_id AS "lockedById",
      (SELECT u.first_name || ' ' || u.last_name FROM users u WHERE u.id = c.locked_by_id)
        AS "lockedByName",
      c.lock_reason AS "lockReason", c.lock_message AS "lockMessage",
      EXISTS (SELECT FROM customer_tags t WHERE t.customer_id = c.id AND t.tag_id = ${tagId}::int)
        AS "hasTag",
      EXISTS (SELECT FROM orders o WHERE o.customer_id = c.id
        AND o.status NOT IN ('completed', 'cancelled', 'returned')) AS "hasOpenOrders",
      c.balance <> 0 AS "hasBalance"
    FROM customers c WHERE c.id = ANY(${ids}::int[]) AND c.company_id = ${companyId}
    ORDER BY c.id FOR NO KEY UPDATE`;
  const byId: HeldCustomers['byId'] = new Map(rows.map((row) => [row.id, toFacts(row)]));
  return { byId } as HeldCustomers;
}

function toFacts(row: FactsRow): ManyFacts {
  const { id, version, lockedAt, lockReason, lockMessage, lockedById, lockedByName } = row;
  const { hasTag, hasOpenOrders, hasBalance } = row;
  const by = lockedById === null ? null : { id: lockedById, name: lockedByName ?? '' };
  const at = lockedAt?.toISOString();
  const locked = at ? { reason: lockReason ?? '', message: lockMessage, at, by } : null;
  return { id, version, locked, hasTag, hasOpenOrders, hasBalance };
}

/** What was saved: each customer's next version. */
export type Versions = ReadonlyMap<number, number>;

function versionsOf(held: HeldCustomers, rows: { id: number; version: number }[]): Versions {
  for (const { id, version } of rows) {
    const before = held.byId.get(id)?.version;
    assert(before !== undefined && version === before + 1, 'a held customer was changed');
  }
  return new Map(rows.map(({ id, version }) => [id, version]));
}

export interface LockRow {
  id: number;
  reason: string;
  message: string | null;
}

export interface LockedRow {
  version: number;
  endedSessionsCount: number;
}

/** Locks them and ends their sessions in the cabinet. */
export async function saveLocks(
  tx: Tx,
  held: HeldCustomers,
  { rows, lockedById, now }: { rows: readonly LockRow[]; lockedById: number; now: Date },
): Promise<ReadonlyMap<number, LockedRow>> {
  const saved = await tx.$queryRaw<({ id: number } & LockedRow)[]>`
    WITH wanted AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS w (id int, reason text, message text)
    ), saved AS (
      UPDATE customers c SET version = c.version + 1, locked_at = ${now}::timestamptz,
        locked_by_id = ${lockedById}::int, lock_reason = w.reason, lock_message = w.message
      FROM wanted w WHERE c.id = w.id RETURNING c.id, c.version
    ), ended AS (
      UPDATE customer_sessions s SET ended_at = ${now}::timestamptz FROM wanted w
      WHERE s.customer_id = w.id AND s.ended_at IS NULL AND s.expires_at > ${now}::timestamptz
      RETURNING s.customer_id
    )
    SELECT s.id, s.version, count(e.customer_id)::int AS "endedSessionsCount"
    FROM saved s LEFT JOIN ended e ON e.customer_id = s.id GROUP BY s.id, s.version`;
  versionsOf(held, saved);
  return new Map(saved.map(({ id, ...row }) => [id, row]));
}

export async function saveUnlocks(
  tx: Tx,
  held: HeldCustomers,
  ids: readonly number[],
): Promise<Versions> {
  const rows = await tx.$queryRaw<{ id: number; version: number }[]>`
    UPDATE customers SET version = version + 1, locked_at = NULL, locked_by_id = NULL,
      lock_reason = NULL, lock_message = NULL
    WHERE id = ANY(${ids}::int[]) RETURNING id, version`;
  return versionsOf(held, rows);
}

export interface TagChange {
  ids: readonly number[];
  tagId: number;
}

export async function saveTagAdded(
  tx: Tx,
  held: HeldCustomers,
  { ids, tagId }: TagChange,
): Promise<Versions> {
  const rows = await tx.$queryRaw<{ id: number; version: number }[]>`
    WITH added AS (
      INSERT INTO customer_tags (customer_id, tag_id)
      SELECT id, ${tagId}::int FROM unnest(${ids}::int[]) AS n (id)
    )
    UPDATE customers SET version = version + 1 WHERE id = ANY(${ids}::int[]) RETURNING id, version`;
  return versionsOf(held, rows);
}

export async function saveTagRemoved(
  tx: Tx,
  held: HeldCustomers,
  { ids, tagId }: TagChange,
): Promise<Versions> {
  const rows = await tx.$queryRaw<{ id: number; version: number }[]>`
    WITH removed AS (
      DELETE FROM customer_tags WHERE tag_id = ${tagId}::int AND customer_id = ANY(${ids}::int[])
    )
    UPDATE customers SET version = version + 1 WHERE id = ANY(${ids}::int[]) RETURNING id, version`;
  return versionsOf(held, rows);
}

/** Whom someone chose to act on, with the versions that they chose. */
import { Prisma } from '#prisma/generated/client.ts';
import type { Scope } from '#server/shared/actor.ts';
import { assert } from '#server/shared/assert.ts';
import type { CustomerQuestion } from '#server/shared/customer-filter.ts';
import { AppError } from '#server/shared/errors.ts';
import type { Db, Tx } from '#server/infra/db/client.ts';
import { customerCondition, customerOrders } from '#server/infra/db/customer-list.ts';
import { changedRowsMax, selectionMax } from '../schema.ts';
import type { ChangedRowDto, SelectionCheckDto, SelectionDto } from '../schema.ts';

/** One's own selections that are kept, the newest. */
const keptMax = 20;
const keptHours = 24;

export interface SelectionKey {
  selectionId: number;
  userId: number;
}

/** Rows of one statement: an open writer holds back every event, so writers are short. */
export const pieceRows = 5_000;
/** Not filled yet, or used up: nobody finds it. */
const unusable = -1;

export async function insertSelection(
  db: Db,
  { companyId }: Scope,
  { userId, now }: { userId: number; now: Date },
): Promise<number> {
  const data = { companyId, userId, createdAt: now, total: unusable };
  return (await db.selection.create({ data, select: { id: true } })).id;
}

/** Customers with the versions that they are chosen with, in order. */
export interface ChosenRows {
  ids: number[];
  versions: number[];
}

/** Those of the named that the scope shows, in their order; a customer who is named twice is one. */
export async function readNamed(
  db: Db,
  { companyId }: Scope,
  rows: readonly { customerId: number; version: number }[],
): Promise<ChosenRows> {
  const versions = new Map(rows.map(({ customerId, version }) => [customerId, version]));
  const where = { id: { in: [...versions.keys()] }, companyId };
  const shown = await db.customer.findMany({ where, select: { id: true } });
  const shownIds = new Set(shown.map(({ id }) => id));
  const chosen = [...versions].filter(([id]) => shownIds.has(id));
  return { ids: chosen.map(([id]) => id), versions: chosen.map(([, version]) => version) };
}

/**
 * All that match, in the order of the list, with the versions that stand now.
 * @throws SELECTION_TOO_LARGE
 */
export async function readMatching(
  db: Db,
  scope: Scope,
  { question, timeZone }: { question: CustomerQuestion; timeZone: string },
): Promise<ChosenRows> {
  const { expression } = customerOrders[question.sort];
  const order = question.direction === 'asc' ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const [found] = await db.$queryRaw<{ ids: number[] | null; versions: number[] | null }[]>`
    SELECT array_agg(id ORDER BY at) AS ids, array_agg(version ORDER BY at) AS versions FROM (
      SELECT c.id, c.version, row_number() OVER () AS at FROM (
        SELECT c.id, c.version FROM customers c
        WHERE ${customerCondition(scope, { ...question, timeZone })}
        ORDER BY ${expression} ${order}, c.id ${order} LIMIT ${selectionMax + 1}) c) found`;
  const { ids, versions } = { ids: found?.ids ?? [], versions: found?.versions ?? [] };
  if (ids.length > selectionMax) throw new AppError('SELECTION_TOO_LARGE', { max: selectionMax });
  return { ids, versions };
}

/** In pieces; the selection can be used when all of them are there. */
export async function fillSelection(
  db: Db,
  selectionId: number,
  { ids, versions }: ChosenRows,
): Promise<SelectionDto> {
  const total = ids.length;
  for (let from = 0; from < total; from += pieceRows) {
    await db.$executeRaw`
      INSERT INTO selection_rows (selection_id, position, customer_id, version)
      SELECT ${selectionId}::int, ${from}::int + n.ordinal, n.id, n.version
      FROM unnest(${ids.slice(from, from + pieceRows)}::int[],
        ${versions.slice(from, from + pieceRows)}::int[]) WITH ORDINALITY AS n (id, version, ordinal)`;
  }
  await db.selection.update({ where: { id: selectionId }, data: { total } });
  return { selectionId, total };
}

/** Leaves a user's newest {@link keptMax}, of the last {@link keptHours} hours. */
export async function deleteOldSelections(
  db: Db,
  { userId, now }: { userId: number; now: Date },
): Promise<void> {
  const old = await db.$queryRaw<{ id: number; total: number }[]>`
    SELECT id, total FROM selections WHERE user_id = ${userId} AND (
      created_at < ${now}::timestamptz - ${keptHours} * interval '1 hour'
      OR id IN (SELECT id FROM selections WHERE user_id = ${userId}
                ORDER BY id DESC OFFSET ${keptMax}))`;
  for (const { id } of old) await deleteSelection(db, id);
}

/** @throws SELECTION_NOT_FOUND, also for somebody else's */
export async function getSelection(
  db: Db,
  scope: Scope,
  { selectionId: id, userId }: SelectionKey,
): Promise<SelectionDto> {
  const where = { id, userId, companyId: scope.companyId, total: { not: unusable } };
  const row = await db.selection.findFirst({ where, select: { id: true, total: true } });
  if (!row) throw new AppError('SELECTION_NOT_FOUND');
  return { selectionId: row.id, total: row.total };
}

/** Waits for whoever uses it now. */
export async function holdSelection(tx: Tx, { selectionId, userId }: SelectionKey): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM selections WHERE id = ${selectionId} AND user_id = ${userId} FOR UPDATE`;
}

/** It went into a run: nobody finds it any more. */
export async function useUpSelection(tx: Tx, id: number): Promise<void> {
  await tx.selection.updateMany({ where: { id }, data: { total: unusable } });
}

/** In pieces, for the same reason. */
export async function deleteSelection(db: Db, id: number): Promise<void> {
  let count = pieceRows;
  while (count === pieceRows) {
    count = await db.$executeRaw`
      DELETE FROM selection_rows WHERE selection_id = ${id} AND position IN (
        SELECT position FROM selection_rows WHERE selection_id = ${id} LIMIT ${pieceRows})`;
  }
  await db.selection.deleteMany({ where: { id } });
}

type ChangedRow = Omit<ChangedRowDto, 'by' | 'at'> & {
  byId: number | null;
  byName: string | null;
  at: Date;
};

/** Who changed since they were chosen, by position, each with their latest event; who is gone. */
export async function readSelectionCheck(
  db: Db,
  scope: Scope,
  { selectionId, total }: SelectionDto,
): Promise<SelectionCheckDto> {
  const [counts] = await db.$queryRaw<{ gone: number; changed: number }[]>`
    SELECT count(*) FILTER (WHERE c.id IS NULL)::int AS gone,
      count(*) FILTER (WHERE c.version <> s.version)::int AS changed
    FROM selection_rows s LEFT JOIN customers c
      ON c.id = s.customer_id AND c.company_id = ${scope.companyId}
    WHERE s.selection_id = ${selectionId}`;
  assert(counts !== undefined, 'a count without a row');
  const { changed: changedCount, gone: goneCount } = counts;
  const rows =
    changedCount === 0
      ? []
      : await db.$queryRaw<ChangedRow[]>`
        SELECT c.id AS "customerId", c.login, c.first_name || ' ' || c.last_name AS name,
          s.version AS "seenVersion", c.version, e.author_id AS "byId",
          u.first_name || ' ' || u.last_name AS "byName", e.created_at AS at, e.type
        FROM selection_rows s JOIN customers c
          ON c.id = s.customer_id AND c.company_id = ${scope.companyId} AND c.version <> s.version
        CROSS JOIN LATERAL (SELECT author_id, created_at, type FROM events
          WHERE company_id = ${scope.companyId} AND subject_type = 'customer' AND subject_id = c.id
          ORDER BY version DESC LIMIT 1) e
        LEFT JOIN users u ON u.id = e.author_id
        WHERE s.selection_id = ${selectionId} ORDER BY s.position LIMIT ${changedRowsMax}`;
  const changed = rows.map(({ byId, byName, at, ...row }) => ({
    ...row,
    by: byId === null ? null : { id: byId, name: byName ?? '' },
    at: at.toISOString(),
  }));
  return { total, changedCount, goneCount, changed };
}

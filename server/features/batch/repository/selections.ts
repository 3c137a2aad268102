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

export async function insertSelection(
  tx: Tx,
  { companyId }: Scope,
  { userId, now }: { userId: number; now: Date },
): Promise<number> {
  const data = { companyId, userId, createdAt: now };
  return (await tx.selection.create({ data, select: { id: true } })).id;
}

/** Those of the named that the scope shows, in their order; a customer who is named twice is one. */
export async function insertNamed(
  tx: Tx,
  scope: Scope,
  { selectionId, rows }: { selectionId: number; rows: { customerId: number; version: number }[] },
): Promise<SelectionDto> {
  const versions = new Map(rows.map(({ customerId, version }) => [customerId, version]));
  const total = await tx.$executeRaw`
    INSERT INTO selection_rows (selection_id, position, customer_id, version)
    SELECT ${selectionId}::int, row_number() OVER (ORDER BY n.ordinal), n.id, n.version
    FROM unnest(${[...versions.keys()]}::int[], ${[...versions.values()]}::int[])
      WITH ORDINALITY AS n (id, version, ordinal)
    JOIN customers c ON c.id = n.id AND c.company_id = ${scope.companyId}`;
  return setTotal(tx, { selectionId, total });
}

/**
 * All that match, in the order of the list, with the versions that stand now.
 * @throws SELECTION_TOO_LARGE
 */
export async function insertMatching(
  tx: Tx,
  scope: Scope,
  asked: { selectionId: number; question: CustomerQuestion; timeZone: string },
): Promise<SelectionDto> {
  const { selectionId, question, timeZone } = asked;
  const { expression } = customerOrders[question.sort];
  const order = question.direction === 'asc' ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const total = await tx.$executeRaw`
    INSERT INTO selection_rows (selection_id, position, customer_id, version)
    SELECT ${selectionId}::int, row_number() OVER (), found.id, found.version FROM (
      SELECT c.id, c.version FROM customers c
      WHERE ${customerCondition(scope, { ...question, timeZone })}
      ORDER BY ${expression} ${order}, c.id ${order} LIMIT ${selectionMax + 1}) found`;
  if (total > selectionMax) throw new AppError('SELECTION_TOO_LARGE', { max: selectionMax });
  return setTotal(tx, { selectionId, total });
}

async function setTotal(tx: Tx, selection: SelectionDto): Promise<SelectionDto> {
  const { selectionId: id, total } = selection;
  await tx.selection.update({ where: { id }, data: { total } });
  return selection;
}

/** Leaves a user's newest {@link keptMax}, of the last {@link keptHours} hours. */
export async function deleteOldSelections(
  tx: Tx,
  { userId, now }: { userId: number; now: Date },
): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM selections WHERE user_id = ${userId} AND (
      created_at < ${now}::timestamptz - ${keptHours} * interval '1 hour'
      OR id IN (SELECT id FROM selections WHERE user_id = ${userId}
                ORDER BY id DESC OFFSET ${keptMax}))`;
}

/** @throws SELECTION_NOT_FOUND, also for somebody else's */
export async function getSelection(
  db: Db,
  scope: Scope,
  { selectionId: id, userId }: SelectionKey,
): Promise<SelectionDto> {
  const where = { id, userId, companyId: scope.companyId };
  const row = await db.selection.findFirst({ where, select: { id: true, total: true } });
  if (!row) throw new AppError('SELECTION_NOT_FOUND');
  return { selectionId: row.id, total: row.total };
}

/** Waits for whoever uses it now. */
export async function holdSelection(tx: Tx, { selectionId, userId }: SelectionKey): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM selections WHERE id = ${selectionId} AND user_id = ${userId} FOR UPDATE`;
}

export async function deleteSelection(tx: Tx, id: number): Promise<void> {
  await tx.selection.delete({ where: { id } });
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

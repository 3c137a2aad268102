/** What an export reads: how many rows, and the query that gives them in the file's columns. */
import { Prisma } from '#prisma/generated/client.ts';
import { AppError } from '#server/shared/errors.ts';
import type { Scope } from '#server/shared/actor.ts';
import type { Db } from '#server/infra/db/client.ts';
import { customerCondition, customerOrders } from '#server/infra/db/customer-list.ts';
import type { BatchFileColumn, CustomerFileColumn, FileContents } from '../domain.ts';
import type { ExportSource } from '../schema.ts';

export interface SourceOf {
  scope: Scope;
  userId: number;
  timeZone: string;
}

const instant = (column: Prisma.Sql) =>
  Prisma.sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const customerValues: Record<CustomerFileColumn, Prisma.Sql> = {
  id: Prisma.sql`c.id`,
  login: Prisma.sql`c.login`,
  email: Prisma.sql`c.email`,
  lastName: Prisma.sql`c.last_name`,
  firstName: Prisma.sql`c.first_name`,
  middleName: Prisma.sql`c.middle_name`,
  name: Prisma.sql`concat_ws(' ', nullif(c.last_name, ''), nullif(c.first_name, ''),
    nullif(c.middle_name, ''))`,
  phone: Prisma.sql`c.phone`,
  status: customerOrders.status.expression,
  balance: Prisma.sql`c.balance::text`,
  registeredAt: instant(Prisma.sql`c.registered_at`),
  city: Prisma.sql`c.city`,
  country: Prisma.sql`c.country`,
  organization: customerOrders.organization.expression,
  tags: customerOrders.tags.expression,
  emailConfirmed: Prisma.sql`c.email_confirmed_at IS NOT NULL`,
  passwordStatus: Prisma.sql`c.password_reset_at IS NOT NULL`,
  lastSignInAt: instant(Prisma.sql`c.last_sign_in_at`),
  devicesCount: Prisma.sql`c.devices_count`,
};

const batchValues: Record<BatchFileColumn, Prisma.Sql> = {
  position: Prisma.sql`r.position`,
  customerId: Prisma.sql`r.customer_id`,
  login: Prisma.sql`r.login`,
  verdict: Prisma.sql`r.verdict`,
  reason: Prisma.sql`r.reason`,
};

/** What stands behind FROM, without an order. */
function rowsOf(source: ExportSource, { scope, userId, timeZone }: SourceOf): Prisma.Sql {
  switch (source.kind) {
    case 'matching': {
      const { search, filter } = source.question;
      return Prisma.sql`customers c WHERE ${customerCondition(scope, { search, filter, timeZone })}`;
    }
    case 'selection':
      return Prisma.sql`selection_rows s
        JOIN selections chosen ON chosen.id = s.selection_id AND chosen.user_id = ${userId}::int
        JOIN customers c ON c.id = s.customer_id AND c.company_id = ${scope.companyId}::int
        WHERE s.selection_id = ${source.selectionId}::int`;
    case 'batch':
      return Prisma.sql`batch_rows r
        JOIN batches b ON b.id = r.batch_id AND b.company_id = ${scope.companyId}::int
        WHERE r.batch_id = ${source.batchId}::int
        ${source.verdict === undefined ? Prisma.empty : Prisma.sql`AND r.verdict = ${source.verdict}::batch_verdict`}`;
  }
}

function orderOf(source: ExportSource): Prisma.Sql {
  if (source.kind === 'batch') return Prisma.sql`r.position`;
  const { sort, direction } = source.question;
  const way = direction === 'asc' ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  return Prisma.sql`${customerOrders[sort].expression} ${way}, c.id ${way}`;
}

function valuesOf(contents: FileContents): Prisma.Sql[] {
  return contents.of === 'batch'
    ? contents.columns.map((column) => batchValues[column])
    : contents.columns.map((column) => customerValues[column]);
}

/** All rows, their values in the order of the file's columns. */
export function sourceQuery(source: ExportSource, contents: FileContents, of: SourceOf) {
  return Prisma.sql`SELECT ${Prisma.join(valuesOf(contents))} FROM ${rowsOf(source, of)}
    ORDER BY ${orderOf(source)}`;
}

/**
 * Exactly; it may take as long as a statement may.
 * @throws SELECTION_NOT_FOUND, BATCH_NOT_FOUND
 */
export async function countSource(db: Db, source: ExportSource, of: SourceOf): Promise<number> {
  await expectSource(db, source, of);
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM ${rowsOf(source, of)}`;
  return row?.count ?? 0;
}

async function expectSource(db: Db, source: ExportSource, of: SourceOf): Promise<void> {
  const { companyId } = of.scope;
  if (source.kind === 'selection') {
    const where = { id: source.selectionId, userId: of.userId };
    if ((await db.selection.count({ where })) === 0) throw new AppError('SELECTION_NOT_FOUND');
  } else if (source.kind === 'batch') {
    const where = { id: source.batchId, companyId };
    if ((await db.batch.count({ where })) === 0) throw new AppError('BATCH_NOT_FOUND');
  }
}

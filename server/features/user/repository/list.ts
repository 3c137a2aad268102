/** Users of a company as lists show them. */
import { Prisma } from '#prisma/generated/client.ts';
import type { Scope } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import { lockoutAt } from '#server/infra/auth/attempts.ts';
import type { Db } from '#server/infra/db/client.ts';
import { searchCondition, textOrder } from '#server/infra/db/text-search.ts';
import type { ListUsersQuery, UserOptionDto, UserRowDto, UserSortKey } from '../schema.ts';

interface Row extends Omit<
  UserRowDto,
  'status' | 'createdBy' | 'createdAt' | 'lastSignInAt' | 'invitation' | 'lockout'
> {
  isBlocked: boolean;
  letterState: string | null;
  /** It was tried, and is to be tried again. */
  letterHasFailed: boolean;
  lockedOutUntil: Date | null;
  createdAt: Date;
  lastSignInAt: Date | null;
  createdById: number | null;
  createdByName: string | null;
}

/** With the creator's name, whether there is a password, and how the latest letters fare. */
const rowOf = Prisma.sql`u.id, u.version, u.email, u.phone, u.first_name AS "firstName",
  u.last_name AS "lastName", u.role::text AS role, u.blocked_at IS NOT NULL AS "isBlocked",
  u.password_hash IS NOT NULL AS "hasPassword", u.last_sign_in_at AS "lastSignInAt",
  u.created_at AS "createdAt", u.created_by_id AS "createdById",
  c.first_name || ' ' || c.last_name AS "createdByName",
  u.locked_out_until AS "lockedOutUntil",
  l.state::text AS "letterState", l.failed_at IS NOT NULL AS "letterHasFailed",
  coalesce(s.state = 'failed', false) AS "letterFailed"`;

const usersWithCreators = Prisma.sql`users u
  LEFT JOIN users c ON c.id = u.created_by_id AND c.company_id = u.company_id`;
const latestSettled = (kind: Prisma.Sql) => Prisma.sql`(SELECT id, state FROM letters
  WHERE user_id = u.id AND kind = ${kind} AND state IN ('sent', 'failed') ORDER BY id DESC LIMIT 1)`;
/** The latest invitation, and the latest letter about a password that was sent or given up. */
const latestLetters = Prisma.sql`LEFT JOIN LATERAL (
  SELECT state, failed_at FROM letters
  WHERE user_id = u.id AND kind = 'invitation' ORDER BY id DESC LIMIT 1) l ON true
  LEFT JOIN LATERAL (
  SELECT state FROM (${latestSettled(Prisma.sql`'password_reset'`)}
    UNION ALL ${latestSettled(Prisma.sql`'password_changed'`)}) settled
  ORDER BY id DESC LIMIT 1) s ON true`;

/** Never null, so that the empty ones stand in one place. */
const orders: Record<UserSortKey, Prisma.Sql> = {
  name: textOrder(Prisma.sql`(u.last_name || ' ' || u.first_name)`).expression,
  phone: textOrder(Prisma.sql`u.phone`).expression,
  email: textOrder(Prisma.sql`u.email`).expression,
  // Superadmins first, and active ones, as their words do in no language alike.
  role: Prisma.sql`(CASE u.role WHEN 'superadmin' THEN 0 ELSE 1 END)`,
  status: Prisma.sql`(CASE WHEN u.blocked_at IS NULL THEN 0 ELSE 1 END)`,
  lastSignInAt: Prisma.sql`coalesce(u.last_sign_in_at, '-infinity'::timestamptz)`,
  createdBy: textOrder(Prisma.sql`coalesce(c.last_name || ' ' || c.first_name, '')`).expression,
  createdAt: Prisma.sql`u.created_at`,
};

function conditionsOf({ companyId }: Scope, asked: ListUsersQuery): Prisma.Sql {
  const text = Prisma.sql`fold_text(u.first_name || ' ' || u.last_name || ' ' || u.first_name
    || ' ' || u.email || ' ' || u.phone)`;
  const conditions = [
    Prisma.sql`u.company_id = ${companyId}`,
    searchCondition(asked.search, { id: Prisma.sql`u.id`, text }),
  ];
  if (asked.role !== undefined) conditions.push(Prisma.sql`u.role = ${asked.role}::user_role`);
  if (asked.status === 'active') conditions.push(Prisma.sql`u.blocked_at IS NULL`);
  if (asked.status === 'blocked') conditions.push(Prisma.sql`u.blocked_at IS NOT NULL`);
  if (asked.withoutPassword === true) conditions.push(Prisma.sql`u.password_hash IS NULL`);
  return Prisma.join(conditions, ' AND ');
}

/**
 * One page, and how many there are; a page beyond the end is the last one. A company has so few users
 * that counting past some of them costs nothing.
 */
export async function listUserRows(
  db: Db,
  scope: Scope,
  { asked, now }: { asked: ListUsersQuery; now: Date },
): Promise<{ rows: UserRowDto[]; total: number }> {
  const { pageSize, page } = asked;
  const way = asked.direction === 'asc' ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const rows = await db.$queryRaw<(Row & { total: number })[]>`
    WITH matching AS MATERIALIZED (
      SELECT u.id, ${orders[asked.sort]} AS value FROM ${usersWithCreators}
      WHERE ${conditionsOf(scope, asked)}),
    counted AS (SELECT count(*) AS total FROM matching)
    SELECT ${rowOf}, counted.total::int AS total
    FROM (SELECT id, value FROM matching ORDER BY value ${way}, id ${way} LIMIT ${pageSize}::int
      OFFSET (SELECT least(${page - 1}::bigint, greatest(total - 1, 0) / ${pageSize}::int)
        * ${pageSize}::int FROM counted)) shown
      CROSS JOIN counted JOIN (${usersWithCreators}) ON u.id = shown.id ${latestLetters}
    ORDER BY shown.value ${way}, shown.id ${way}`;
  return { rows: rows.map((row) => toUserRowDto(row, now)), total: rows[0]?.total ?? 0 };
}

/** @throws USER_NOT_FOUND */
export async function getUserRow(
  db: Db,
  scope: Scope,
  { userId, now }: { userId: number; now: Date },
): Promise<UserRowDto> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT ${rowOf} FROM ${usersWithCreators} ${latestLetters}
    WHERE u.company_id = ${scope.companyId} AND u.id = ${userId}`;
  if (!row) throw new AppError('USER_NOT_FOUND');
  return toUserRowDto(row, now);
}

function toUserRowDto(row: Row, now: Date): UserRowDto {
  const { id, version, email, phone, firstName, lastName, role, hasPassword } = row;
  const { createdById, createdByName, letterFailed } = row;
  const lockout = lockoutAt(row.lockedOutUntil, now);
  return {
    ...{ id, version, email, phone, firstName, lastName, role, hasPassword },
    status: row.isBlocked ? 'blocked' : 'active',
    invitation: invitationOf(row),
    lockout: lockout && { until: lockout.until?.toISOString() ?? null },
    letterFailed,
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    createdBy: createdById === null ? null : { id: createdById, name: createdByName ?? '' },
  };
}

function invitationOf({ letterState, letterHasFailed }: Row): UserRowDto['invitation'] {
  switch (letterState) {
    case 'waiting':
      return letterHasFailed ? 'retrying' : 'waiting';
    case 'sent':
    case 'failed':
      return letterState;
    default:
      return null;
  }
}

/** By any part of the name in either order, without regard to case, in Ukrainian order. */
export function listActiveUserNames(
  db: Db,
  scope: Scope,
  { search, limit }: { search: string; limit: number },
): Promise<UserOptionDto[]> {
  return db.$queryRaw<UserOptionDto[]>`
    SELECT id, first_name || ' ' || last_name AS name FROM users
    WHERE company_id = ${scope.companyId} AND blocked_at IS NULL
      AND strpos(lower(first_name || ' ' || last_name || ' ' || first_name), lower(${search})) > 0
    ORDER BY (first_name || ' ' || last_name) COLLATE "uk-x-icu", id LIMIT ${limit}`;
}

import type { Tx } from '#server/infra/db/client.ts';
import { AppError } from '#server/shared/errors.ts';
import type { Language } from '#server/shared/language.ts';
import type { Role } from '#server/shared/permissions.ts';
import type { UserDto } from '../schema.ts';

export interface UserRow {
  id: number;
  companyId: number;
  version: number;
  email: string;
  firstName: string;
  lastName: string;
  role: Role;
  blockedAt: Date | null;
}

/**
 * Locks the target and every superadmin of the company, in the order of their ids, so that two
 * superadmins who block each other at once are judged one after the other.
 * @throws USER_NOT_FOUND
 */
export async function lockForStatusChange(
  tx: Tx,
  { companyId, userId }: { companyId: number; userId: number },
): Promise<{ target: UserRow; activeSuperadminIds: ReadonlySet<number> }> {
  const rows = await tx.$queryRaw<UserRow[]>`
    SELECT id, company_id AS "companyId", version, email, first_name AS "firstName",
           last_name AS "lastName", role::text AS role, blocked_at AS "blockedAt"
    FROM users WHERE company_id = ${companyId} AND (id = ${userId} OR role = 'superadmin')
    ORDER BY id FOR NO KEY UPDATE`;
  const target = rows.find(({ id }) => id === userId);
  if (!target) throw new AppError('USER_NOT_FOUND');
  const superadmins = rows.filter(({ role, blockedAt }) => role === 'superadmin' && !blockedAt);
  return { target, activeSuperadminIds: new Set(superadmins.map(({ id }) => id)) };
}

/** @throws UNAUTHENTICATED when the row is gone or blocked */
export async function getOwnRow(tx: Tx, userId: number): Promise<UserRow> {
  const rows = await tx.$queryRaw<UserRow[]>`
    SELECT id, company_id AS "companyId", version, email, first_name AS "firstName",
           last_name AS "lastName", role::text AS role, blocked_at AS "blockedAt"
    FROM users WHERE id = ${userId} AND blocked_at IS NULL FOR NO KEY UPDATE`;
  const row = rows[0];
  if (!row) throw new AppError('UNAUTHENTICATED');
  return row;
}

/** @throws STALE_VERSION */
export async function saveUser(
  tx: Tx,
  row: UserRow,
  data: { blockedAt?: Date | null; blockedById?: number | null; language?: Language },
): Promise<UserRow> {
  const version = row.version + 1;
  const { count } = await tx.user.updateMany({
    where: { id: row.id, companyId: row.companyId, version: row.version },
    data: { ...data, version },
  });
  if (count === 0) throw new AppError('STALE_VERSION');
  return { ...row, version, ...('blockedAt' in data ? { blockedAt: data.blockedAt ?? null } : {}) };
}

export async function endSessionsOf(tx: Tx, userId: number): Promise<void> {
  await tx.session.deleteMany({ where: { userId } });
}

export function toUserDto({
  id,
  version,
  firstName,
  lastName,
  email,
  role,
  blockedAt,
}: UserRow): UserDto {
  const status = blockedAt ? 'blocked' : 'active';
  return { id, version, firstName, lastName, email, role, status };
}

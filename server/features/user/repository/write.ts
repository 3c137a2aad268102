import type { Actor, Scope } from '#server/shared/actor.ts';
import type { Tx } from '#server/infra/db/client.ts';
import { AppError } from '#server/shared/errors.ts';
import type { Role } from '#server/shared/permissions.ts';
import type { UserValues } from '#server/shared/user-rules.ts';
import type { Taker } from '../domain.ts';
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

export interface ActingOn {
  actor: Pick<Actor, 'companyId' | 'userId'>;
  /** The one who is acted on. */
  userId: number;
}

/**
 * Locks the target, the actor and every superadmin of the company, in the order of their ids, so that
 * two superadmins who block or demote each other at once are judged one after the other. The actor is
 * judged by the rows as they stand here, not as the session found them.
 * @throws USER_NOT_FOUND, UNAUTHENTICATED when the actor was blocked meanwhile, FORBIDDEN when demoted
 */
export async function lockForChange(
  tx: Tx,
  { actor: { companyId, userId: actorId }, userId }: ActingOn,
): Promise<{ target: UserRow; activeSuperadminIds: ReadonlySet<number> }> {
  const rows = await tx.$queryRaw<UserRow[]>`
    SELECT id, company_id AS "companyId", version, email, first_name AS "firstName",
           last_name AS "lastName", role::text AS role, blocked_at AS "blockedAt"
    FROM users WHERE company_id = ${companyId} AND (id IN (${userId}, ${actorId}) OR role = 'superadmin')
    ORDER BY id FOR NO KEY UPDATE`;
  const own = rows.find(({ id }) => id === actorId);
  if (!own || own.blockedAt) throw new AppError('UNAUTHENTICATED');
  if (own.role !== 'superadmin') throw new AppError('FORBIDDEN');
  const target = rows.find(({ id }) => id === userId);
  if (!target) throw new AppError('USER_NOT_FOUND');
  const superadmins = rows.filter(({ role, blockedAt }) => role === 'superadmin' && !blockedAt);
  return { target, activeSuperadminIds: new Set(superadmins.map(({ id }) => id)) };
}

/**
 * Keeps a superadmin one until the transaction ends.
 * @throws UNAUTHENTICATED when blocked meanwhile, FORBIDDEN when demoted
 */
export async function holdSuperadmin(tx: Tx, userId: number): Promise<void> {
  const [row] = await tx.$queryRaw<{ role: Role; isBlocked: boolean }[]>`
    SELECT role::text AS role, blocked_at IS NOT NULL AS "isBlocked"
    FROM users WHERE id = ${userId} FOR SHARE`;
  if (!row || row.isBlocked) throw new AppError('UNAUTHENTICATED');
  if (row.role !== 'superadmin') throw new AppError('FORBIDDEN');
}

/** Who bears one of these already, in any company. */
export function findTakers(tx: Tx, { email, phone }: UserValues): Promise<Taker[]> {
  return tx.user.findMany({
    where: { OR: [{ email }, { phone }] },
    select: { id: true, email: true, phone: true },
  });
}

export interface NewUser {
  values: UserValues;
  role: Role;
  createdById: number;
  now: Date;
}

/** Active and without a password, in the company's language. @returns the id */
export async function insertUser(
  tx: Tx,
  { companyId }: Scope,
  { values, role, createdById, now }: NewUser,
): Promise<number> {
  const { defaultLanguage: language } = await tx.company.findUniqueOrThrow({
    where: { id: companyId },
    select: { defaultLanguage: true },
  });
  const data = { ...values, role, companyId, language, createdById, createdAt: now };
  const { id } = await tx.user.create({ data, select: { id: true } });
  return id;
}

/** @throws USER_NOT_FOUND */
export async function lockForInvitation(
  tx: Tx,
  { companyId }: Scope,
  userId: number,
): Promise<UserRow & { hasPassword: boolean }> {
  const [row] = await tx.$queryRaw<(UserRow & { hasPassword: boolean })[]>`
    SELECT id, company_id AS "companyId", version, email, first_name AS "firstName",
           last_name AS "lastName", role::text AS role, blocked_at AS "blockedAt",
           password_hash IS NOT NULL AS "hasPassword"
    FROM users WHERE company_id = ${companyId} AND id = ${userId} FOR NO KEY UPDATE`;
  if (!row) throw new AppError('USER_NOT_FOUND');
  return row;
}

/** @throws STALE_VERSION */
export async function saveUser(
  tx: Tx,
  row: UserRow,
  data: Partial<Pick<UserRow, 'blockedAt' | 'role'>> & {
    blockedById?: number | null;
  },
): Promise<UserRow> {
  const version = row.version + 1;
  const { count } = await tx.user.updateMany({
    where: { id: row.id, companyId: row.companyId, version: row.version },
    data: { ...data, version },
  });
  if (count === 0) throw new AppError('STALE_VERSION');
  const { blockedAt = row.blockedAt, role = row.role } = data;
  return { ...row, version, blockedAt, role };
}

/** Every way in that is open or on its way: sessions, links to set a password, letters with one. */
export async function endAccessOf(tx: Tx, userId: number, now: Date): Promise<void> {
  await tx.session.deleteMany({ where: { userId } });
  await tx.passwordToken.updateMany({
    where: { userId, usedAt: null, voidedAt: null },
    data: { voidedAt: now },
  });
  await tx.letter.updateMany({ where: { userId, state: 'waiting' }, data: { state: 'dropped' } });
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

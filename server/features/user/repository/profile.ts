import type { Db, Tx } from '#server/infra/db/client.ts';
import { AppError } from '#server/shared/errors.ts';
import type { FieldChange } from '#server/shared/event.ts';
import type { Language } from '#server/shared/language.ts';
import type { Role } from '#server/shared/permissions.ts';
import type { Theme } from '#server/shared/theme.ts';
import type { ProfileDto } from '../schema.ts';

const columns = {
  ...{ version: true, firstName: true, lastName: true, phone: true, email: true },
  ...{ role: true, language: true, theme: true, timeZone: true },
} as const;

/** The columns hold what the database's own checks and this feature's use cases let in. */
interface ProfileRow extends Omit<ProfileDto, 'language' | 'theme' | 'role'> {
  role: Role;
  language: string;
  theme: string;
}

const toProfile = (row: ProfileRow): ProfileDto => ({
  ...row,
  language: row.language as Language,
  theme: row.theme as Theme,
});

/** @throws UNAUTHENTICATED when the row is gone or blocked */
export async function getProfileRow(db: Db, userId: number): Promise<ProfileDto> {
  const row = await db.user.findFirst({ where: { id: userId, blockedAt: null }, select: columns });
  if (!row) throw new AppError('UNAUTHENTICATED');
  return toProfile(row);
}

/** Holds the row until the transaction ends. @throws UNAUTHENTICATED */
export async function holdProfile(tx: Tx, userId: number): Promise<ProfileDto> {
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${userId} FOR NO KEY UPDATE`;
  return getProfileRow(tx, userId);
}

/** Phones are unique over all companies. */
export async function isPhoneOfAnother(
  tx: Tx,
  { userId, phone }: { userId: number; phone: string },
): Promise<boolean> {
  return (await tx.user.count({ where: { phone, id: { not: userId } } })) > 0;
}

/** The row is held, so its version is the one that was read. */
export async function saveProfile(
  tx: Tx,
  userId: number,
  changes: readonly FieldChange[],
): Promise<ProfileDto> {
  const values = Object.fromEntries(changes.map(({ field, new: value }) => [field, value]));
  return toProfile(
    await tx.user.update({
      where: { id: userId },
      data: { ...values, version: { increment: 1 } },
      select: columns,
    }),
  );
}

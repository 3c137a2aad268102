/**
 * The reader's own language, theme and time zone: kept in the profile, so that they follow to every
 * browser. Each is one choice by itself, of which the latest stands, so no version is asked for.
 */
import { AppError } from '#server/shared/errors.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import { timeZones } from '#server/shared/iso-codes.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { holdProfile, saveProfile } from '../repository/profile.ts';
import { lookFields } from '../schema.ts';
import type { ChooseLookInput, ProfileDto } from '../schema.ts';

/** @throws INVALID_INPUT for an unknown time zone; UNAUTHENTICATED when blocked meanwhile */
export async function chooseLook(
  ctx: UseCaseContext,
  { mutationId, ...wanted }: ChooseLookInput,
): Promise<ProfileDto> {
  const { userId, companyId } = ctx.actor;
  const zone = wanted.timeZone ?? null;
  if (zone !== null && !timeZones.includes(zone)) {
    throw new AppError('INVALID_INPUT', {}, { issues: [{ path: 'timeZone', code: 'invalid' }] });
  }
  return inTransaction(ctx, async (tx) => {
    const stored = await holdProfile(tx, userId);
    const changes = lookFields.flatMap((field) => {
      const value = wanted[field];
      return value === undefined || value === stored[field]
        ? []
        : [{ field, old: stored[field], new: value }];
    });
    if (changes.length === 0) return stored;
    const profile = await saveProfile(tx, userId, changes);
    await recordEvent(tx, {
      companyId,
      type: 'user.lookChosen',
      subject: { type: 'user', id: userId },
      version: profile.version,
      authorId: userId,
      mutationId,
      changes,
      data: {},
    });
    return profile;
  });
}

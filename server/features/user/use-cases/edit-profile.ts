/**
 * Saves one's own name and phone. Two windows of one person merge by field, as colleagues do on a
 * customer (product 5.3). E-mail, role and status are not one's own to change.
 */
import { inTransaction } from '#server/infra/db/transaction.ts';
import { eventsSince } from '#server/infra/events/history.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { planProfileEdit, wantedPhone } from '../domain/profile.ts';
import { holdProfile, isPhoneOfAnother, saveProfile } from '../repository/profile.ts';
import type { EditProfileInput, ProfileOutcome } from '../schema.ts';

/** @throws UNAUTHENTICATED, STALE_VERSION for a version that never was */
export async function editProfile(
  ctx: UseCaseContext,
  input: EditProfileInput,
): Promise<ProfileOutcome> {
  const { userId, companyId } = ctx.actor;
  const { validationProfile } = ctx.session.company;
  const subject = { companyId, type: 'user' as const, id: userId };
  const phone = wantedPhone(input, validationProfile);
  return inTransaction(ctx, async (tx) => {
    const stored = await holdProfile(tx, userId);
    const { version } = input;
    const { changes, ...outcome } = planProfileEdit(input, {
      stored,
      edits: await eventsSince(tx, subject, { version, types: ['user.profileEdited'] }),
      isPhoneTaken: phone !== null && (await isPhoneOfAnother(tx, { userId, phone })),
      validationProfile,
    });
    if (changes.length === 0) return { ...outcome, profile: stored };
    const profile = await saveProfile(tx, userId, changes);
    await recordEvent(tx, {
      companyId,
      type: 'user.profileEdited',
      subject,
      version: profile.version,
      authorId: userId,
      mutationId: input.mutationId,
      changes,
      data: { name: `${profile.firstName} ${profile.lastName}` },
    });
    return { ...outcome, profile };
  });
}

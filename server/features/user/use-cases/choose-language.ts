/** The reader's own language: kept in the profile, so that it follows them to every device. */
import { inTransaction } from '#server/infra/db/transaction.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { getOwnRow, saveUser, toUserDto } from '../repository/write.ts';
import type { ChooseLanguageInput, UserDto } from '../schema.ts';

/** @throws UNAUTHENTICATED when the user was removed or blocked meanwhile */
export async function chooseLanguage(
  ctx: UseCaseContext,
  { language }: ChooseLanguageInput,
): Promise<UserDto> {
  const { actor } = ctx;
  return inTransaction(ctx, async (tx) => {
    const row = await getOwnRow(tx, actor.userId);
    const saved = await saveUser(tx, row, { language });
    await recordEvent(tx, {
      companyId: actor.companyId,
      type: 'user.languageChosen',
      subject: { type: 'user', id: actor.userId },
      version: saved.version,
      authorId: actor.userId,
      changes: [{ field: 'language', old: actor.language, new: language }],
      data: { language },
    });
    return toUserDto(saved);
  });
}

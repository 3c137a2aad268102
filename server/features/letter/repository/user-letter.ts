import { openUserLink } from '#server/infra/auth/password-link.ts';
import type { Tx } from '#server/infra/db/client.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import { defaultLanguage, isLanguage } from '#server/shared/language.ts';
import type { LetterEnd } from '#server/shared/letter.ts';
import type { LetterRow } from '../domain.ts';
import { isStillWanted } from '../domain.ts';

/** Null for a letter that the user is not to get any more. */
export async function findUserLetter(
  tx: Tx,
  { id, userId }: { id: number; userId: number },
): Promise<LetterRow | null> {
  // Held before the letter is looked at: a block, a password or a newer letter comes before or after.
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${userId} FOR NO KEY UPDATE`;
  const { user, company, ...letter } = await tx.letter.findUniqueOrThrow({
    where: { id },
    select: {
      ...{ id: true, companyId: true, kind: true, state: true },
      company: { select: { name: true, linkHours: true } },
      user: {
        select: {
          ...{ email: true, firstName: true, language: true },
          ...{ blockedAt: true, passwordHash: true },
        },
      },
    },
  });
  if (user === null) return null;
  const isBlocked = user.blockedAt !== null;
  const hasPassword = user.passwordHash !== null;
  if (!isStillWanted({ ...letter, isBlocked, hasPassword })) return null;
  const { email, firstName } = user;
  return {
    ...letter,
    ...{ receiverId: userId, email, login: email, firstName },
    ...{ companyName: company.name, linkHours: company.linkHours },
    language: isLanguage(user.language) ? user.language : defaultLanguage,
  };
}

/** @returns the link's token */
export function openLinkOfUser(tx: Tx, letter: LetterRow, now: Date): Promise<string> {
  return openUserLink(tx, { userId: letter.receiverId, hours: letter.linkHours, now });
}

export async function tellOfUser(
  tx: Tx,
  { companyId, receiverId: id }: LetterRow,
  end: LetterEnd,
): Promise<void> {
  const { version } = await tx.user.update({
    where: { id },
    data: { version: { increment: 1 } },
    select: { version: true },
  });
  const subject = { type: 'user', id } as const;
  const event = { companyId, subject, version, authorId: null };
  if (end.type === 'sent') {
    await recordEvent(tx, { ...event, type: 'user.invited', data: {} });
  } else {
    const { isFinal } = end;
    await recordEvent(tx, { ...event, type: 'user.invitationFailed', data: { isFinal } });
  }
}

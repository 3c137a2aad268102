import { openUserLink } from '#server/infra/auth/password-link.ts';
import type { Tx } from '#server/infra/db/client.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import { defaultLanguage, isLanguage } from '#server/shared/language.ts';
import type { LetterEnd } from '#server/shared/letter.ts';
import type { LetterRow } from '../domain.ts';
import { isStillWanted } from '../domain.ts';

/** Before the letter is looked at or written to: a block, a password or a newer letter comes before or after. */
export async function holdUserOfLetter(tx: Tx, userId: number): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${userId} FOR NO KEY UPDATE`;
}

/** Null for a letter that the user is not to get any more. */
export async function findUserLetter(
  tx: Tx,
  { id, userId }: { id: number; userId: number },
): Promise<LetterRow | null> {
  await holdUserOfLetter(tx, userId);
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

export async function tellOfUser(tx: Tx, letter: LetterRow, end: LetterEnd): Promise<void> {
  if (end.type === 'sent') return tell(tx, letter, { type: 'user.invited', data: {} });
  const { isFinal } = end;
  return tell(tx, letter, { type: 'user.invitationFailed', data: { isFinal } });
}

/**
 * Runs a change of a letter whose receiver is held, and tells if, by it, letters about a user's password are lost or arrive
 * again; of other letters the change alone.
 */
export async function tellingOfPassword(
  tx: Tx,
  letter: LetterRow,
  change: () => Promise<void>,
): Promise<void> {
  const { kind, receiverId } = letter;
  if (kind === 'invitation' || kind === 'customerPassword') return change();
  const wasLost = await isLatestLost(tx, receiverId);
  await change();
  const isLost = await isLatestLost(tx, receiverId);
  if (isLost === wasLost) return;
  await tell(tx, letter, { type: isLost ? 'user.letterFailed' : 'user.letterDelivered', data: {} });
}

/** As the list of users shows it: of those that were sent or given up, the latest counts. */
async function isLatestLost(tx: Tx, userId: number): Promise<boolean> {
  const latest = await tx.letter.findFirst({
    where: { userId, kind: { not: 'invitation' }, state: { in: ['sent', 'failed'] } },
    orderBy: { id: 'desc' },
    select: { state: true },
  });
  return latest?.state === 'failed';
}

type Told =
  | { type: 'user.invited' | 'user.letterFailed' | 'user.letterDelivered'; data: object }
  | { type: 'user.invitationFailed'; data: { isFinal: boolean } };

async function tell(tx: Tx, { companyId, receiverId: id }: LetterRow, told: Told): Promise<void> {
  const { version } = await tx.user.update({
    where: { id },
    data: { version: { increment: 1 } },
    select: { version: true },
  });
  const subject = { type: 'user', id } as const;
  await recordEvent(tx, { ...told, companyId, subject, version, authorId: null });
}

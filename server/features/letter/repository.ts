import { openUserLink } from '#server/infra/auth/password-link.ts';
import type { Tx } from '#server/infra/db/client.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import { defaultLanguage, isLanguage } from '#server/shared/language.ts';
import { isStillWanted } from './domain.ts';
import type { LetterFacts } from './domain.ts';

export interface LetterRow extends LetterFacts {
  id: number;
  companyId: number;
  userId: number;
}

export interface BegunLetter {
  letter: LetterRow;
  /** Of this try alone; null where the letter has no link. */
  token: string | null;
}

/** Null for a letter that nobody is to get any more; it is dropped then. */
export async function beginLetter(
  tx: Tx,
  { letterId: id, now }: { letterId: number; now: Date },
): Promise<BegunLetter | null> {
  const letter = await findWanted(tx, id);
  if (letter === null) {
    await tx.letter.updateMany({ where: { id, state: 'waiting' }, data: { state: 'dropped' } });
    return null;
  }
  const { kind, userId, linkHours: hours } = letter;
  const token = kind === 'passwordChanged' ? null : await openUserLink(tx, { userId, hours, now });
  return { letter, token };
}

async function findWanted(tx: Tx, id: number): Promise<LetterRow | null> {
  const found = await tx.letter.findUnique({
    where: { id },
    select: { userId: true },
  });
  if (found === null) return null;
  // Held before the letter is looked at: a block, a password or a newer letter comes before or after.
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${found.userId} FOR NO KEY UPDATE`;
  const { user, company, ...letter } = await tx.letter.findUniqueOrThrow({
    where: { id },
    select: {
      ...{ id: true, companyId: true, userId: true, kind: true, state: true },
      company: { select: { name: true, linkHours: true } },
      user: {
        select: {
          ...{ email: true, firstName: true, language: true },
          ...{ blockedAt: true, passwordHash: true },
        },
      },
    },
  });
  const isBlocked = user.blockedAt !== null;
  const hasPassword = user.passwordHash !== null;
  if (!isStillWanted({ ...letter, isBlocked, hasPassword })) return null;
  const { email, firstName } = user;
  return {
    ...letter,
    ...{ email, firstName, companyName: company.name, linkHours: company.linkHours },
    language: isLanguage(user.language) ? user.language : defaultLanguage,
  };
}

/** A letter that was replaced by a newer one while it was sent stays so. */
export async function endLetter(tx: Tx, letter: LetterRow, now: Date): Promise<void> {
  await tellingOfPassword(tx, letter, async () => {
    const { count } = await tx.letter.updateMany({
      where: { id: letter.id, state: 'waiting' },
      data: { state: 'sent', sentAt: now },
    });
    if (count === 1 && letter.kind === 'invitation') {
      await tell(tx, letter, { type: 'user.invited' });
    }
  });
}

/**
 * An invitation's first failure is told at once, and its last one; those between change nothing. Of the
 * others only the last.
 */
export async function noteFailure(
  tx: Tx,
  letter: LetterRow,
  { isFinal, now }: { isFinal: boolean; now: Date },
): Promise<void> {
  const { id, kind } = letter;
  const before = await tx.letter.findUniqueOrThrow({ where: { id }, select: { failedAt: true } });
  await tellingOfPassword(tx, letter, async () => {
    const { count } = await tx.letter.updateMany({
      where: { id, state: 'waiting' },
      data: { failedAt: now, ...(isFinal ? { state: 'failed' as const } : {}) },
    });
    if (count === 0 || kind !== 'invitation') return;
    if (isFinal || before.failedAt === null) {
      await tell(tx, letter, { type: 'user.invitationFailed', isFinal });
    }
  });
}

/** Runs a change of a letter and tells if, by it, letters about the password are lost or arrive again. */
async function tellingOfPassword(
  tx: Tx,
  letter: LetterRow,
  change: () => Promise<void>,
): Promise<void> {
  if (letter.kind === 'invitation') return change();
  // Two letters that end at once are judged one after the other.
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${letter.userId} FOR NO KEY UPDATE`;
  const wasLost = await isLatestLost(tx, letter);
  await change();
  const isLost = await isLatestLost(tx, letter);
  if (isLost === wasLost) return;
  await tell(tx, letter, { type: isLost ? 'user.letterFailed' : 'user.letterDelivered' });
}

/** As the list of users shows it: of those that were sent or given up, the latest counts. */
async function isLatestLost(tx: Tx, { userId }: Pick<LetterRow, 'userId'>): Promise<boolean> {
  const latest = await tx.letter.findFirst({
    where: { userId, kind: { not: 'invitation' }, state: { in: ['sent', 'failed'] } },
    orderBy: { id: 'desc' },
    select: { state: true },
  });
  return latest?.state === 'failed';
}

type Told =
  | { type: 'user.invited' | 'user.letterFailed' | 'user.letterDelivered' }
  | { type: 'user.invitationFailed'; isFinal: boolean };

async function tell(
  tx: Tx,
  { companyId, userId }: Pick<LetterRow, 'companyId' | 'userId'>,
  { type, ...data }: Told,
): Promise<void> {
  const { version } = await tx.user.update({
    where: { id: userId },
    data: { version: { increment: 1 } },
    select: { version: true },
  });
  const subject = { type: 'user', id: userId } as const;
  await recordEvent(tx, { companyId, type, subject, version, authorId: null, data });
}

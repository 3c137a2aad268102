/** A letter on its way: what it says to whom, and how it ended. */
import type { Tx } from '#server/infra/db/client.ts';
import type { LetterEnd, LetterToCustomer } from '#server/shared/letter.ts';
import type { LetterRow } from '../domain.ts';
import { findCustomerLetter, holdCustomerOfLetter, openLinkOfCustomer } from './customer-letter.ts';
import {
  findUserLetter,
  holdUserOfLetter,
  openLinkOfUser,
  tellOfUser,
  tellingOfPassword,
} from './user-letter.ts';

/** What a customer's record is told of a letter; the customer's own feature writes it. */
export type TellCustomer = (tx: Tx, to: LetterToCustomer, end: LetterEnd) => Promise<void>;

export interface Ending {
  now: Date;
  tellCustomer: TellCustomer;
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
  if (letter.kind === 'passwordChanged') return { letter, token: null };
  const open = letter.kind === 'customerPassword' ? openLinkOfCustomer : openLinkOfUser;
  return { letter, token: await open(tx, letter, now) };
}

async function findWanted(tx: Tx, id: number): Promise<LetterRow | null> {
  const found = await tx.letter.findUnique({
    where: { id },
    select: { userId: true, customerId: true },
  });
  if (found === null) return null;
  const { userId, customerId } = found;
  if (userId !== null) return findUserLetter(tx, { id, userId });
  return customerId === null ? null : findCustomerLetter(tx, { id, customerId });
}

function holdReceiver(tx: Tx, { kind, receiverId }: LetterRow): Promise<void> {
  if (kind === 'customerPassword') return holdCustomerOfLetter(tx, receiverId);
  return holdUserOfLetter(tx, receiverId);
}

/** A letter that was replaced by a newer one while it was sent stays so. */
export async function endLetter(tx: Tx, letter: LetterRow, ending: Ending): Promise<void> {
  await holdReceiver(tx, letter);
  await tellingOfPassword(tx, letter, async () => {
    const { count } = await tx.letter.updateMany({
      where: { id: letter.id, state: 'waiting' },
      data: { state: 'sent', sentAt: ending.now },
    });
    if (count === 1) await tell(tx, { letter, ending }, { type: 'sent' });
  });
}

/**
 * Of a letter that somebody waits for, the first failure is told at once, and the last one; those between
 * change nothing. Of the others only the last.
 */
export async function noteFailure(
  tx: Tx,
  letter: LetterRow,
  { isFinal, ...ending }: Ending & { isFinal: boolean },
): Promise<void> {
  const { id } = letter;
  await holdReceiver(tx, letter);
  const before = await tx.letter.findUniqueOrThrow({ where: { id }, select: { failedAt: true } });
  await tellingOfPassword(tx, letter, async () => {
    const { count } = await tx.letter.updateMany({
      where: { id, state: 'waiting' },
      data: { failedAt: ending.now, ...(isFinal ? { state: 'failed' as const } : {}) },
    });
    if (count === 0) return;
    if (isFinal || before.failedAt === null) {
      await tell(tx, { letter, ending }, { type: 'failed', isFinal });
    }
  });
}

/** Of the letters that somebody waits for on a page. */
async function tell(
  tx: Tx,
  { letter, ending }: { letter: LetterRow; ending: Ending },
  end: LetterEnd,
): Promise<void> {
  const { kind, companyId, receiverId } = letter;
  if (kind === 'invitation') await tellOfUser(tx, letter, end);
  if (kind !== 'customerPassword') return;
  const { now, tellCustomer } = ending;
  await tellCustomer(tx, { companyId, customerId: receiverId, now }, end);
}

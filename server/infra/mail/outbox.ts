/**
 * Orders letters. A letter is a row and a job in the caller's transaction: it is sent exactly if the
 * change that ordered it was committed, and the mail server is never asked inside one. What it says,
 * and the token of a link in it, is made by the job when it is sent, so neither lies in a table.
 */
import { z } from 'zod';
import type { Tx } from '#server/infra/db/client.ts';
import { defineJob, enqueueJob } from '#server/infra/jobs/job.ts';
import type { LetterKind } from '#server/shared/letter.ts';
import { rowNumber } from '#server/shared/row-number.ts';

/** Tried for about a day: a mail server that is down for the night loses nobody's letter. */
export const sendLetterJob = defineJob({
  name: 'letter.send',
  payload: z.strictObject({ letterId: rowNumber }),
  attemptsMax: 30,
  backoffMs: 5_000,
  timeLimitMs: 60_000,
  concurrency: 2,
});

export interface NewLetter {
  companyId: number;
  userId: number;
  kind: Exclude<LetterKind, 'customerPassword'>;
}

/** The caller wakes the jobs after its commit. @returns the letter's id */
export async function orderLetter(tx: Tx, letter: NewLetter): Promise<number> {
  return order(tx, letter);
}

export interface NewCustomerLetter {
  companyId: number;
  customerId: number;
}

/** The link to set a password. The caller wakes the jobs after its commit. @returns the letter's id */
export async function orderCustomerLetter(tx: Tx, letter: NewCustomerLetter): Promise<number> {
  return order(tx, { ...letter, kind: 'customerPassword' });
}

type Order = { companyId: number; kind: LetterKind } & (
  { userId: number } | { customerId: number }
);

async function order(tx: Tx, { companyId, kind, ...receiver }: Order): Promise<number> {
  // Only the newest counts, as of the links.
  await tx.letter.updateMany({
    where: { ...receiver, kind, state: 'waiting' },
    data: { state: 'dropped' },
  });
  const { id } = await tx.letter.create({ data: { companyId, kind, ...receiver } });
  await enqueueJob(tx, sendLetterJob, { payload: { letterId: id } });
  return id;
}

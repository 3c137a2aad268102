/**
 * Sends a letter that was ordered. Each try makes a link of its own in one transaction, sends outside
 * of any, and marks in another; a process that dies between the two sends the letter again, whose link
 * voids the one before: twice perhaps, never not at all. What a mail server refuses for good is given
 * up at once; anything else is tried again, with growing pauses.
 *
 * The log says which letter, never to whom or with which link.
 */
import { inTransaction } from '#server/infra/db/transaction.ts';
import type { HandledJob, JobContext } from '#server/infra/jobs/job.ts';
import { handleJob, HopelessJobError } from '#server/infra/jobs/job.ts';
import { renderLetter } from '#server/infra/mail/letter.ts';
import type { Mailer } from '#server/infra/mail/mailer.ts';
import { MailError } from '#server/infra/mail/mailer.ts';
import { sendLetterJob } from '#server/infra/mail/outbox.ts';
import { wordsIn } from '#server/infra/words.ts';
import type { Services } from '#server/trpc/context.ts';
import { letterWords, pathOf } from '../domain.ts';
import type { LetterRow } from '../domain.ts';
import type { BegunLetter, TellCustomer } from '../repository/letters.ts';
import { beginLetter, endLetter, noteFailure } from '../repository/letters.ts';

export type LetterServices = Pick<Services, 'db' | 'clock' | 'log'> & {
  events: { wake: () => void };
  mailer: Pick<Mailer, 'send'>;
  /** Where links lead: what is configured, never what a request says of itself. */
  baseUrl: () => string;
  tellCustomer: TellCustomer;
};

export function sendLetterOnOrdered(services: LetterServices): HandledJob {
  const { clock, tellCustomer } = services;
  return handleJob(sendLetterJob, async ({ letterId }, job) => {
    const now = clock.now();
    const begun = await inTransaction(services, (tx) => beginLetter(tx, { letterId, now }));
    if (begun === null) return;
    try {
      await send(services, begun);
    } catch (error) {
      throw await settleFailure(services, { letter: begun.letter, job, error });
    }
    await inTransaction(services, (tx) =>
      endLetter(tx, begun.letter, { now: clock.now(), tellCustomer }),
    );
  });
}

async function send({ mailer, baseUrl }: LetterServices, begun: BegunLetter): Promise<void> {
  const { letter, token } = begun;
  const address = `${baseUrl()}${pathOf(letter, token)}`;
  const words = letterWords(letter, wordsIn(letter.language), address);
  await mailer.send(letter.email, renderLetter(words));
}

/** @returns what the job is to end with: without the server's own words, which repeat addresses */
async function settleFailure(
  services: LetterServices,
  { letter, job, error }: { letter: LetterRow; job: JobContext; error: unknown },
): Promise<Error> {
  const isRefused = error instanceof MailError && error.isFinal;
  const isFinal = isRefused || job.attempt >= sendLetterJob.attemptsMax;
  const ending = { now: services.clock.now(), tellCustomer: services.tellCustomer };
  await inTransaction(services, (tx) => noteFailure(tx, letter, { isFinal, ...ending }));
  const reason = error instanceof MailError ? error.message : 'the letter could not be made';
  const { id: letterId, kind } = letter;
  services.log.warn({ letterId, kind, isFinal, reason }, 'a letter was not sent');
  if (!(error instanceof MailError)) return error instanceof Error ? error : new Error(reason);
  return isRefused ? new HopelessJobError(reason) : new Error(reason);
}

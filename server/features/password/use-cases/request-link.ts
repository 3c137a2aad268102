/**
 * "Forgot password" (S4-42): a letter with a link, if the address is somebody's who may sign in.
 *
 * Invariant: the answer tells nothing of the address. It is the same and comes at the same time for a
 * known, an unknown and a blocked one: all that is waited for is one look-up and a full step of time;
 * what follows for a known address goes on beside the answer, and the letter is a job's.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import { orderLetter } from '#server/infra/mail/outbox.ts';
import type { RequestContext } from '#server/trpc/context.ts';
import { linksPerHourMax } from '../domain.ts';
import { countLinkLetters, findUserId, lockOwner, raiseVersion } from '../repository.ts';
import type { RequestLinkInput } from '../schema.ts';

/** Longer than ordering takes, so that the next request doesn't meet it at work either. */
const answerMs = 300;

/** @throws TOO_MANY_REQUESTS for the asking network address, whatever is asked for */
export async function requestLink(ctx: RequestContext, { email }: RequestLinkInput): Promise<void> {
  await ctx.limits.requestLink(ctx.ipAddress);
  const step = sleep(answerMs);
  const userId = await findUserId(ctx.db, email);
  if (userId !== null) {
    orderLink(ctx, userId).catch((error: unknown) => {
      ctx.log.error({ err: error, userId }, 'a link to set a password was not ordered');
    });
  }
  await step;
}

async function orderLink(ctx: RequestContext, userId: number): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const owner = await lockOwner(tx, userId);
    if (owner === null || owner.blockedAt !== null) return;
    const hourAgo = new Date(ctx.clock.now().getTime() - 3_600_000);
    if ((await countLinkLetters(tx, userId, hourAgo)) >= linksPerHourMax) return;
    const { companyId } = owner;
    await orderLetter(tx, { companyId, userId, kind: 'passwordReset' });
    await recordEvent(tx, {
      companyId,
      type: 'user.passwordLinkRequested',
      subject: { type: 'user', id: userId },
      version: await raiseVersion(tx, userId),
      // Whoever asked need not be who they say they are.
      authorId: null,
      data: {},
    });
  });
  ctx.jobs.wake();
}

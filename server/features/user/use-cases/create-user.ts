/**
 * Adds a user to the actor's company (S4-1 to S4-31): the row, the order for the letter with a link
 * and the event in one transaction, so that a mail server that is down loses nobody. Invariants: e-mail
 * and phone are unique over all companies, and a call that is sent again answers the user that it
 * made. It sets no password, and doesn't tell whose a taken address is.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import { checkUser } from '#server/shared/user-rules.ts';
import type { Tx } from '#server/infra/db/client.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { findOwnEvents } from '#server/infra/events/history.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import { orderLetter } from '#server/infra/mail/outbox.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import type { Taker } from '../domain.ts';
import { assertFree, toldNewUser } from '../domain.ts';
import { can } from '../policy.ts';
import { getUserRow } from '../repository/list.ts';
import { findTakers, holdSuperadmin, insertUser } from '../repository/write.ts';
import type { CreateUserInput, UserRowDto } from '../schema.ts';

/** @throws FORBIDDEN, INVALID_INPUT with every field that is wrong, UNAUTHENTICATED, USER_TAKEN */
export async function createUser(
  ctx: UseCaseContext,
  { role, mutationId, ...typed }: CreateUserInput,
): Promise<UserRowDto> {
  const { actor } = ctx;
  if (!can.create(actor)) throw new AppError('FORBIDDEN');
  const { values, issues } = checkUser(typed, ctx.session.company.validationProfile);
  if (issues.length > 0) throw new AppError('INVALID_INPUT', {}, { issues });
  const scope = scopeFor(actor);
  const userId = await inTransaction(ctx, async (tx) => {
    await holdSuperadmin(tx, actor.userId);
    const takers = await findTakers(tx, values);
    const madeBefore = await findMade(tx, { ctx, takers, mutationId });
    if (madeBefore !== null) return madeBefore;
    assertFree(values, takers);
    const now = ctx.clock.now();
    const id = await insertUser(tx, scope, { values, role, createdById: actor.userId, now });
    await orderLetter(tx, { companyId: actor.companyId, userId: id, kind: 'invitation' });
    await recordEvent(tx, {
      companyId: actor.companyId,
      type: 'user.created',
      subject: { type: 'user', id },
      version: 1,
      authorId: actor.userId,
      mutationId,
      changes: toldNewUser(values, role),
      data: {},
    });
    return id;
  });
  ctx.jobs.wake();
  return getUserRow(ctx.db, scope, { userId, now: ctx.clock.now() });
}

interface Sent {
  ctx: UseCaseContext;
  takers: readonly Taker[];
  mutationId: string;
}

/** The user whom this very call has made already, if any. */
async function findMade(tx: Tx, { ctx, takers, mutationId }: Sent): Promise<number | null> {
  const { companyId, userId: authorId } = ctx.actor;
  const made = { version: 0, types: ['user.created'], authorId, mutationId };
  for (const { id } of takers) {
    if ((await findOwnEvents(tx, { companyId, type: 'user', id }, made)).length > 0) return id;
  }
  return null;
}

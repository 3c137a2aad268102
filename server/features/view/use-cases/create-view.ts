/**
 * Saves a question to the list under a name, for its author alone or for the company. Invariant: a
 * name is one owner's view at most, whichever tab was faster.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { toTell } from '../domain.ts';
import { can } from '../policy.ts';
import { expectFreeName, expectRoomFor, holdViewsOf, insertView } from '../repository/write.ts';
import type { CreateViewInput, ViewDto } from '../schema.ts';

/** @throws FORBIDDEN, INVALID_INPUT for a name that is taken, VIEW_LIMIT_REACHED */
export async function createView(
  ctx: UseCaseContext,
  { name, params, isShared, mutationId }: CreateViewInput,
): Promise<ViewDto> {
  const { actor } = ctx;
  if (!can.view(actor) || (isShared && !can.share(actor))) throw new AppError('FORBIDDEN');
  const owner = { id: actor.userId, name: `${actor.firstName} ${actor.lastName}` };
  return inTransaction(ctx, async (tx) => {
    await holdViewsOf(tx, owner.id);
    await expectFreeName(tx, { ownerId: owner.id, name, viewId: null });
    await expectRoomFor(tx, owner.id);
    const now = ctx.clock.now();
    const view = await insertView(tx, scopeFor(actor), { name, params, isShared, owner, now });
    await recordEvent(tx, {
      companyId: actor.companyId,
      subject: { type: 'view', id: view.id },
      version: view.version,
      authorId: actor.userId,
      mutationId,
      ...toTell(null, view),
    });
    return view;
  });
}

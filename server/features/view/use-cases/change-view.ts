/**
 * Renames a view, gives it another question, shares it or keeps it to oneself. Colleagues see a shared
 * one change; a version that is not the one on the screen is refused, so that nothing is saved over.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { assertAsSeen, changed, toTell } from '../domain.ts';
import { can } from '../policy.ts';
import { expectFreeName, holdView, updateView } from '../repository/write.ts';
import type { ChangeViewInput, ViewDto } from '../schema.ts';

/** @throws FORBIDDEN, VIEW_NOT_FOUND, STALE_VERSION, INVALID_INPUT for a name that is taken */
export async function changeView(ctx: UseCaseContext, input: ChangeViewInput): Promise<ViewDto> {
  const { actor } = ctx;
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  return inTransaction(ctx, async (tx) => {
    const before = await holdView(tx, actor, input.viewId);
    if (!can.change(actor, before)) throw new AppError('FORBIDDEN');
    assertAsSeen(before, input.version);
    const after = changed(before, input);
    // Whoever may no longer share can still keep theirs to themselves.
    if (after.isShared && !can.share(actor)) throw new AppError('FORBIDDEN');
    await expectFreeName(tx, { ownerId: actor.userId, name: after.name, viewId: after.id });
    await updateView(tx, scopeFor(actor), { before, after, now: ctx.clock.now() });
    await recordEvent(tx, {
      companyId: actor.companyId,
      subject: { type: 'view', id: after.id },
      version: after.version,
      authorId: actor.userId,
      mutationId: input.mutationId,
      ...toTell(before, after),
    });
    return after;
  });
}

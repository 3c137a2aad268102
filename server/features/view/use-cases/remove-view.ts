/**
 * Removes one's own view for good; colleagues who saw it are told. Whose list opened with it opens
 * without. What it found is not touched.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { assertAsSeen, toTell } from '../domain.ts';
import { can } from '../policy.ts';
import { deleteView, holdView } from '../repository/write.ts';
import type { RemoveViewInput, ViewDto } from '../schema.ts';

/** @throws FORBIDDEN, VIEW_NOT_FOUND, STALE_VERSION */
export async function removeView(ctx: UseCaseContext, input: RemoveViewInput): Promise<ViewDto> {
  const { actor } = ctx;
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  return inTransaction(ctx, async (tx) => {
    const view = await holdView(tx, actor, input.viewId);
    if (!can.change(actor, view)) throw new AppError('FORBIDDEN');
    assertAsSeen(view, input.version);
    await deleteView(tx, scopeFor(actor), view);
    await recordEvent(tx, {
      companyId: actor.companyId,
      subject: { type: 'view', id: view.id },
      version: view.version + 1,
      authorId: actor.userId,
      mutationId: input.mutationId,
      ...toTell(view, null),
    });
    return view;
  });
}

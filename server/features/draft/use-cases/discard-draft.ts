/** Throws one's own draft away; one that is not there is already thrown away. */
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { can } from '../policy.ts';
import { deleteDraft } from '../repository.ts';
import type { DiscardDraftInput } from '../schema.ts';

/** @throws FORBIDDEN */
export async function discardDraft(
  { actor, db }: UseCaseContext,
  { customerId }: DiscardDraftInput,
): Promise<void> {
  if (!can.keep(actor)) throw new AppError('FORBIDDEN');
  await deleteDraft(db, { userId: actor.userId, customerId });
}

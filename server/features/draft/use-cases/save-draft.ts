/**
 * Keeps what was typed, field by field, so that two tabs of one person don't wipe out each other's.
 * It runs while people type: one statement that neither waits for a writer of the customer nor wakes
 * the stream, because a draft is private and no event. Nothing is checked but sizes: what a field may
 * hold is told on saving.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { toStored } from '../domain.ts';
import { can } from '../policy.ts';
import { deleteEmptyDraft, deleteSurplusDrafts, patchDraft } from '../repository.ts';
import type { SaveDraftCommand } from '../schema.ts';

/** @throws FORBIDDEN, CUSTOMER_NOT_FOUND, INVALID_INPUT when the whole would be too long */
export async function saveDraft(
  { actor, db, clock }: UseCaseContext,
  { customerId, set, clear }: SaveDraftCommand,
): Promise<void> {
  if (!can.keep(actor)) throw new AppError('FORBIDDEN');
  const key = { userId: actor.userId, customerId };
  const now = clock.now();
  const patch = { ...key, set: toStored(set, now), clear, now };
  const { isNew } = await patchDraft(db, scopeFor(actor), patch);
  // Each of these may be lost with the process and is made good by the next one.
  if (set.length === 0) await deleteEmptyDraft(db, key);
  if (isNew) await deleteSurplusDrafts(db, actor.userId);
}

/**
 * One's own draft about a customer, as it was kept: what has changed since is for the screen to say,
 * and nothing is dropped here. Nobody else's is ever read.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { can } from '../policy.ts';
import { findDraft } from '../repository.ts';
import type { DraftDto, GetDraftInput } from '../schema.ts';

/** @throws FORBIDDEN, CUSTOMER_NOT_FOUND */
export async function getDraft(
  { actor, db }: UseCaseContext,
  { customerId }: GetDraftInput,
): Promise<DraftDto | null> {
  if (!can.keep(actor)) throw new AppError('FORBIDDEN');
  return findDraft(db, scopeFor(actor), { userId: actor.userId, customerId });
}

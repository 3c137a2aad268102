/**
 * Who stands before and after a customer in a result, as it is now: for going on from the customer's
 * page without the list. The customer need not be in the result any more.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { can } from '../policy.ts';
import { findNeighbourId } from '../repository/list.ts';
import type { FindNeighboursInput, NeighboursDto } from '../schema.ts';

/** @throws FORBIDDEN */
export async function findNeighbours(
  { actor, db, session }: UseCaseContext,
  question: FindNeighboursInput,
): Promise<NeighboursDto> {
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  const scope = scopeFor(actor);
  const asked = { ...question, timeZone: session.company.timeZone };
  const [previousId, nextId] = await Promise.all([
    findNeighbourId(db, scope, { ...asked, side: 'before' }),
    findNeighbourId(db, scope, { ...asked, side: 'after' }),
  ]);
  return { previousId, nextId };
}

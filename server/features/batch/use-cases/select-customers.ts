/**
 * Notes whom one is about to act on, with the versions that one saw, so that what changes until the
 * run begins is told and not overrun. Private and short-lived, so no event; nothing happens to the
 * customers here.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { can } from '../policy.ts';
import {
  deleteOldSelections,
  insertMatching,
  insertNamed,
  insertSelection,
} from '../repository/selections.ts';
import type { SelectCustomersInput, SelectionDto } from '../schema.ts';

/** @throws FORBIDDEN, SELECTION_TOO_LARGE */
export async function selectCustomers(
  ctx: UseCaseContext,
  input: SelectCustomersInput,
): Promise<SelectionDto> {
  const { actor } = ctx;
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  return inTransaction(ctx, async (tx) => {
    const scope = scopeFor(actor);
    const now = ctx.clock.now();
    await deleteOldSelections(tx, { userId: actor.userId, now });
    const selectionId = await insertSelection(tx, scope, { userId: actor.userId, now });
    if (input.kind === 'named') return insertNamed(tx, scope, { selectionId, rows: input.rows });
    const { timeZone } = ctx.session.company;
    return insertMatching(tx, scope, { selectionId, question: input.question, timeZone });
  });
}

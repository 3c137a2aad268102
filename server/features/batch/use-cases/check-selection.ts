/** Who of the chosen ones changed since, by whom and how: looked at before anything runs. */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import { readConsistently } from '#server/infra/db/consistent-read.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { can } from '../policy.ts';
import { getSelection, readSelectionCheck } from '../repository/selections.ts';
import type { CheckSelectionInput, SelectionCheckDto } from '../schema.ts';

/** @throws FORBIDDEN, SELECTION_NOT_FOUND */
export async function checkSelection(
  { actor, db }: UseCaseContext,
  { selectionId }: CheckSelectionInput,
): Promise<SelectionCheckDto> {
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  const scope = scopeFor(actor);
  return readConsistently(db, async (moment) => {
    const selection = await getSelection(moment, scope, { selectionId, userId: actor.userId });
    return readSelectionCheck(moment, scope, selection);
  });
}

/**
 * Notes whom one is about to act on, with the versions that one saw, so that what changes until the
 * run begins is told and not overrun. Private and short-lived, so no event; written in pieces, because
 * an open writer holds back everybody's events. Nothing happens to the customers here.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { can } from '../policy.ts';
import {
  deleteOldSelections,
  fillSelection,
  insertSelection,
  readMatching,
  readNamed,
} from '../repository/selections.ts';
import type { SelectCustomersInput, SelectionDto } from '../schema.ts';

/** @throws FORBIDDEN, SELECTION_TOO_LARGE */
export async function selectCustomers(
  ctx: UseCaseContext,
  input: SelectCustomersInput,
): Promise<SelectionDto> {
  const { actor, db } = ctx;
  const { userId } = actor;
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  const scope = scopeFor(actor);
  const now = ctx.clock.now();
  await deleteOldSelections(db, { userId, now });
  const { timeZone } = ctx.session.company;
  const chosen =
    input.kind === 'named'
      ? await readNamed(db, scope, input.rows)
      : await readMatching(db, scope, { question: input.question, timeZone });
  return fillSelection(db, await insertSelection(db, scope, { userId, now }), chosen);
}

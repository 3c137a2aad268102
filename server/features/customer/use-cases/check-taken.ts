/**
 * Tells whether a login or an e-mail belongs to another customer already, while it is being typed.
 * A hint only: what counts is the look inside the transaction that saves.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { checkField } from '#server/shared/customer-rules.ts';
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { can } from '../policy.ts';
import { findOwner } from '../repository/facts.ts';
import type { CheckTakenInput, TakenDto } from '../schema.ts';

/** @throws FORBIDDEN */
export async function checkTaken(
  { actor, session, db }: UseCaseContext,
  { field, value: typed, customerId }: CheckTakenInput,
): Promise<TakenDto> {
  if (!can.create(actor) && !can.edit(actor)) throw new AppError('FORBIDDEN');
  const { value } = checkField(field, typed, session.company.validationProfile);
  // What is no login or e-mail at all is nobody's: the rules say so beside the field.
  if (typeof value !== 'string') return { takenBy: null };
  const takenBy = await findOwner(db, scopeFor(actor), { field, value, exceptId: customerId });
  return { takenBy };
}

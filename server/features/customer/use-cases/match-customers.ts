/** Which of the shown customers are still in the result, after colleagues changed them. */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { can } from '../policy.ts';
import { matchingIds } from '../repository/list.ts';
import type { CustomerMatchDto, MatchCustomersInput } from '../schema.ts';

/** @throws FORBIDDEN */
export async function matchCustomers(
  { actor, db, session }: UseCaseContext,
  question: MatchCustomersInput,
): Promise<CustomerMatchDto> {
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  const asked = { ...question, timeZone: session.company.timeZone };
  return { customerIds: await matchingIds(db, scopeFor(actor), asked) };
}

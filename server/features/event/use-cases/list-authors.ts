/** Who wrote in a customer's activity, blocked users included: for narrowing it to one of them. */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { typesOf } from '../domain.ts';
import { can, canHearOf } from '../policy.ts';
import { listEventAuthors } from '../repository.ts';
import type { AuthorDto, ListAuthorsInput } from '../schema.ts';

/** @throws FORBIDDEN, CUSTOMER_NOT_FOUND */
export async function listAuthors(
  { actor, db }: UseCaseContext,
  { customerId }: ListAuthorsInput,
): Promise<AuthorDto[]> {
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  const types = typesOf().filter((type) => canHearOf(actor, type));
  return listEventAuthors(db, scopeFor(actor), { customerId, types });
}

/**
 * Who last changed a field of a customer, when and from what: its newest event that names the field,
 * as the reader may see it. A field that nobody changed since is told of by the one who made the
 * customer, if that is on record.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { typesOf } from '../domain.ts';
import { can, canHearOf, viewFor } from '../policy.ts';
import { findLastChange } from '../repository.ts';
import { namedChanges } from '../schema.ts';
import type { GetLastChangeInput, LastChangeDto, TandemEvent } from '../schema.ts';

/** @throws FORBIDDEN, CUSTOMER_NOT_FOUND */
export async function getLastChange(
  { actor, db }: UseCaseContext,
  { customerId, field }: GetLastChangeInput,
): Promise<LastChangeDto | null> {
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  const types = typesOf().filter((type) => canHearOf(actor, type));
  const found = await findLastChange(db, scopeFor(actor), { customerId, field, types });
  // Only types of the catalogue are asked for, and each is written with its schema.
  const event = found && (viewFor(actor)(found) as TandemEvent | null);
  if (!event) return null;
  return {
    author: event.author,
    at: event.time,
    type: event.type,
    changes: namedChanges(event).filter((change) => change.field === field),
  };
}

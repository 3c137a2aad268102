/** The activity of one customer, newest first, with only what the reader may see of each event. */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { can, viewFor } from '../policy.ts';
import { listCustomerEvents } from '../repository.ts';
import type { EventPageDto, ListEventsQuery, TandemEvent } from '../schema.ts';

/** @throws FORBIDDEN, CUSTOMER_NOT_FOUND */
export async function listEvents(
  { actor, db }: UseCaseContext,
  { customerId, pageSize, beforeVersion }: ListEventsQuery,
): Promise<EventPageDto> {
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  const page = { customerId, beforeVersion, limit: pageSize + 1 };
  const found = await listCustomerEvents(db, scopeFor(actor), page);
  const view = viewFor(actor);
  const rows = found.slice(0, pageSize).flatMap((event) => view(event) ?? []);
  // Every event is written with the schema of its type, so the envelope is one of the union.
  return { rows: rows as TandemEvent[], hasMore: found.length > pageSize };
}

/**
 * The activity of one customer, newest first, with only what the reader may see of each event. Pages
 * go by the version, and what is filtered out never reaches a page: a page is short only at the end.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { typesOf } from '../domain.ts';
import { can, canHearOf, viewFor } from '../policy.ts';
import { listCustomerEvents } from '../repository.ts';
import type { EventPageDto, ListEventsQuery, TandemEvent } from '../schema.ts';

/** @throws FORBIDDEN, CUSTOMER_NOT_FOUND */
export async function listEvents(
  { actor, db, session }: UseCaseContext,
  { pageSize, kinds, ...page }: ListEventsQuery,
): Promise<EventPageDto> {
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  const types = typesOf(kinds).filter((type) => canHearOf(actor, type));
  const { timeZone } = session.company;
  const asked = { ...page, types, timeZone, limit: pageSize + 1 };
  const found = await listCustomerEvents(db, scopeFor(actor), asked);
  const view = viewFor(actor);
  const rows = found.slice(0, pageSize).flatMap((event) => view(event) ?? []);
  // Every event is written with the schema of its type, so the envelope is one of the union.
  return { rows: rows as TandemEvent[], hasMore: found.length > pageSize };
}

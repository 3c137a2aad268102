/** What happened to one order, newest first, with only what the reader may see of each event. */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { typesOf } from '../domain.ts';
import { can, canHearOf, viewFor } from '../policy.ts';
import { listOrderEventRows } from '../repository.ts';
import { orderEventsMax } from '../schema.ts';
import type { ListOrderEventsInput, TandemEvent } from '../schema.ts';

/** @throws FORBIDDEN, ORDER_NOT_FOUND */
export async function listOfOrder(
  { actor, db }: UseCaseContext,
  { orderId }: ListOrderEventsInput,
): Promise<TandemEvent[]> {
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  const types = typesOf().filter((type) => canHearOf(actor, type));
  const asked = { orderId, types, limit: orderEventsMax };
  const found = await listOrderEventRows(db, scopeFor(actor), asked);
  const view = viewFor(actor);
  // Every event is written with the schema of its type, so the envelope is one of the union.
  return found.flatMap((event) => view(event) ?? []) as TandemEvent[];
}

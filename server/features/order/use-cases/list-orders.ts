/**
 * One page of orders, of the whole company or of one customer (S1-85, S1-86). Pages are found by the
 * last row's values, not by counting rows off.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import { formatPlace, pageOf, parsePlace } from '#server/shared/list-place.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { placeValues } from '../domain.ts';
import { can } from '../policy.ts';
import { countOrdersUpTo, expectCustomer, listOrderRows } from '../repository/list.ts';
import type { ListOrdersQuery, OrderPageDto } from '../schema.ts';

/** @throws FORBIDDEN, CUSTOMER_NOT_FOUND, INVALID_INPUT for a cursor that is none */
export async function listOrders(
  { actor, db, session }: UseCaseContext,
  { cursor, ...query }: ListOrdersQuery,
): Promise<OrderPageDto> {
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  const scope = scopeFor(actor);
  if (query.customerId !== undefined) await expectCustomer(db, scope, query.customerId);
  const place = parsePlace(cursor, placeValues[query.sort]);
  const asked = { ...query, place, timeZone: session.company.timeZone };
  const [keyed, count] = await Promise.all([
    listOrderRows(db, scope, asked),
    countOrdersUpTo(db, scope, asked),
  ]);
  const page = pageOf(keyed, { place, pageSize: query.pageSize });
  return {
    rows: page.rows.map(({ row }) => row),
    ...count,
    from: page.rows.length === 0 ? 0 : page.rowsBefore + 1,
    to: page.rowsBefore + page.rows.length,
    nextCursor: page.next && formatPlace(page.next),
    previousCursor: page.previous && formatPlace(page.previous),
  };
}

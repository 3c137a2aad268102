/**
 * One page of the customers that the reader may see. Pages are found by the last row's values, not
 * by counting rows off, so that a deep page costs what the first one does.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import { formatPlace, pageOf, parsePlace } from '#server/shared/list-place.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { placeValues } from '../domain.ts';
import { can } from '../policy.ts';
import { countCustomersUpTo, listCustomerRows } from '../repository/list.ts';
import type { CustomerPageDto, ListCustomersQuery } from '../schema.ts';

/** @throws FORBIDDEN, INVALID_INPUT for a cursor that is none */
export async function listCustomers(
  ctx: UseCaseContext,
  query: ListCustomersQuery,
): Promise<CustomerPageDto> {
  const { actor, db } = ctx;
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  const scope = scopeFor(actor);
  const { timeZone } = ctx.session.company;
  const place = parsePlace(query.cursor, placeValues[query.sort]);
  const counting = countCustomersUpTo(db, scope, { ...query, timeZone });
  // Every other order is read the same way, however many there are.
  const areMany = query.sort === 'tags' && (await counting).totalIsCapped;
  const [keyed, count] = await Promise.all([
    listCustomerRows(db, scope, { ...query, place, timeZone, areMany }),
    counting,
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

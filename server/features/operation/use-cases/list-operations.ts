/** The account statement of one customer over a period, newest first, with totals in and out. */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import { readConsistently } from '#server/infra/db/consistent-read.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { can } from '../policy.ts';
import { listOperationRows } from '../repository.ts';
import type { ListOperationsQuery, OperationPageDto } from '../schema.ts';

/** @throws FORBIDDEN, CUSTOMER_NOT_FOUND */
export async function listOperations(
  { actor, db, session }: UseCaseContext,
  { pageSize, ...period }: ListOperationsQuery,
): Promise<OperationPageDto> {
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  const { timeZone } = session.company;
  // Rows, totals and the version that vouches for both are of one moment.
  return readConsistently(db, (moment) =>
    listOperationRows(moment, scopeFor(actor), { ...period, timeZone, limit: pageSize }),
  );
}

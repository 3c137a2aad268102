/** How a customer's balance went over a period: what the chart draws. */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import { readConsistently } from '#server/infra/db/consistent-read.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { can } from '../policy.ts';
import { readBalanceSeries } from '../repository.ts';
import type { BalanceSeriesDto, BalanceSeriesInput } from '../schema.ts';

/** @throws FORBIDDEN, CUSTOMER_NOT_FOUND */
export async function getBalanceSeries(
  { actor, db, session }: UseCaseContext,
  period: BalanceSeriesInput,
): Promise<BalanceSeriesDto> {
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  const { timeZone } = session.company;
  return readConsistently(db, (moment) =>
    readBalanceSeries(moment, scopeFor(actor), { ...period, timeZone }),
  );
}

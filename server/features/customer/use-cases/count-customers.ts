/**
 * The exact number of a result whose shown total is capped, for the reader who asks. It may read all
 * that match, so it gets a few seconds and not more.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import { readWithin } from '#server/infra/db/time-limit.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { can } from '../policy.ts';
import { countAllCustomers } from '../repository/list.ts';
import type { CountCustomersInput, CustomerCountDto } from '../schema.ts';
import { countMaxMs } from '../schema.ts';

/** @throws FORBIDDEN, SERVICE_UNAVAILABLE when it takes too long */
export async function countCustomers(
  { actor, db, session }: UseCaseContext,
  question: CountCustomersInput,
): Promise<CustomerCountDto> {
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  const asked = { ...question, timeZone: session.company.timeZone };
  const total = await readWithin(db, countMaxMs, (limited) =>
    countAllCustomers(limited, scopeFor(actor), asked),
  );
  return { total };
}

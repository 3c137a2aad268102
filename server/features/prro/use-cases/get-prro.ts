/** How the company's cash register is configured, without its secret. */
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { can } from '../policy.ts';
import { getPrroRow } from '../repository.ts';
import type { PrroDto } from '../schema.ts';

/** @throws FORBIDDEN */
export async function getPrro({ actor, db, secrets }: UseCaseContext): Promise<PrroDto> {
  if (!can.configure(actor)) throw new AppError('FORBIDDEN');
  return getPrroRow(db, { companyId: actor.companyId, secrets });
}

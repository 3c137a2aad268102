/** What the company has set, for those who may change it. */
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { can } from '../policy.ts';
import { getCompanyRow } from '../repository.ts';
import type { CompanyDto } from '../schema.ts';

/** @throws FORBIDDEN */
export async function getCompany({ actor, db }: UseCaseContext): Promise<CompanyDto> {
  if (!can.configure(actor)) throw new AppError('FORBIDDEN');
  return getCompanyRow(db, actor.companyId);
}

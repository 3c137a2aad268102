import type { Company, Prisma, PrismaClient } from '#prisma/generated/client.ts';
import { serial } from './database.ts';

export function createCompany(
  db: PrismaClient,
  overrides: Partial<Prisma.CompanyUncheckedCreateInput> = {},
): Promise<Company> {
  return db.company.create({ data: { name: `Company ${serial()}`, ...overrides } });
}

import type { Db, Tx } from '#server/infra/db/client.ts';
import { assert } from '#server/shared/assert.ts';
import { companyFields, companySettings } from './schema.ts';
import type { CompanyDto, CompanySettings } from './schema.ts';

export async function getCompanyRow(db: Db, companyId: number): Promise<CompanyDto> {
  const row = await db.company.findUniqueOrThrow({ where: { id: companyId } });
  const settings = companySettings.parse(
    Object.fromEntries(companyFields.map((field) => [field, row[field]])),
  );
  const { id, version } = row;
  return { id, version, settings, isCurrencyFixed: await hasOperations(db, companyId) };
}

async function hasOperations(db: Db, companyId: number): Promise<boolean> {
  return (await db.operation.findFirst({ where: { companyId }, select: { id: true } })) !== null;
}

/**
 * Holds the company's settings against everyone else who saves them until the transaction ends, before
 * the transaction has a number, so that the stream tells of them in the order of their versions.
 *
 * With `againstOperations` the row itself is held as well. Each operation that is being posted refers
 * to it: those under way are waited for, and are found by the look that follows; those that come later
 * wait for the end of this transaction.
 */
export async function holdCompany(
  tx: Tx,
  { companyId, againstOperations }: { companyId: number; againstOperations: boolean },
): Promise<CompanyDto> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(4, ${companyId}::int)`;
  if (againstOperations) {
    await tx.$executeRaw`SELECT 1 FROM companies WHERE id = ${companyId} FOR UPDATE`;
  }
  return getCompanyRow(tx, companyId);
}

/** Saves held settings under the next version, which it answers. */
export async function saveSettings(
  tx: Tx,
  held: CompanyDto,
  changes: Partial<CompanySettings>,
): Promise<number> {
  const version = held.version + 1;
  const { count } = await tx.company.updateMany({
    where: { id: held.id, version: held.version },
    data: { ...changes, version },
  });
  assert(count === 1, 'held settings were changed by someone else');
  return version;
}

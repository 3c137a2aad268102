import type { Db, Tx } from '#server/infra/db/client.ts';
import type { Binding, Secrets } from '#server/infra/secrets.ts';
import { assert } from '#server/shared/assert.ts';
import type { PrroDto, SavePrroInput } from './schema.ts';
import { prroSettings } from './schema.ts';

const licenceKeyOf = (companyId: number): Binding => ({ companyId, field: 'prro.licenceKey' });

const nothingSaved: PrroDto = {
  version: 0,
  settings: { isEnabled: false, provider: null, cashDeskNumber: null, cashier: null },
  licenceKey: 'none',
};

interface Place {
  companyId: number;
  secrets: Secrets;
}

export async function getPrroRow(db: Db, { companyId, secrets }: Place): Promise<PrroDto> {
  const row = await db.prroSettings.findUnique({ where: { companyId } });
  if (!row) return nothingSaved;
  const { version, isEnabled, provider, licenceKey, cashDeskNumber, cashier } = row;
  const settings = prroSettings.parse({ isEnabled, provider, cashDeskNumber, cashier });
  if (licenceKey === null) return { version, settings, licenceKey: 'none' };
  const opened = secrets.open(licenceKey, licenceKeyOf(companyId));
  return { version, settings, licenceKey: opened === null ? 'unreadable' : 'set' };
}

/**
 * Holds the settings, which may not be there yet, against everyone else who saves them until the
 * transaction ends, before the transaction has a number: the stream tells of them in order.
 */
export async function holdPrro(tx: Tx, place: Place): Promise<PrroDto> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(5, ${place.companyId}::int)`;
  return getPrroRow(tx, place);
}

export interface PrroChange {
  before: PrroDto;
  changes: Pick<SavePrroInput, 'licenceKey'>;
  after: PrroDto;
  now: Date;
}

/** Saves held settings; the key is sealed on its way, and untouched unless it was typed anew. */
export async function savePrroRow(
  tx: Tx,
  { companyId, secrets }: Place,
  { before, changes: { licenceKey: typed }, after, now }: PrroChange,
): Promise<void> {
  const sealed =
    typed === null || typed === undefined ? null : secrets.seal(typed, licenceKeyOf(companyId));
  const key = typed === undefined ? {} : { licenceKey: sealed };
  const data = { ...after.settings, ...key, version: after.version, updatedAt: now };
  if (before.version === 0) {
    await tx.prroSettings.create({ data: { companyId, ...data } });
    return;
  }
  const { count } = await tx.prroSettings.updateMany({
    where: { companyId, version: before.version },
    data,
  });
  assert(count === 1, 'held settings were changed by someone else');
}

/**
 * How a company's cash register may be configured: values in, a decision or an AppError out.
 * Invariant: it is on only while all that it needs is there and can be read. The licence key itself
 * never gets here, only whether there is one.
 */
import { AppError } from '#server/shared/errors.ts';
import type { FieldChange } from '#server/shared/event.ts';
import type { PrroDto, PrroField, PrroSettings, SavePrroInput } from './schema.ts';
import { prroFields } from './schema.ts';

type Asked = Omit<SavePrroInput, 'version' | 'mutationId'>;
type Changes = Partial<PrroSettings> & { licenceKey?: string | null };

/**
 * What of the asked values differs from what stands there. A key that is typed is always another: that
 * it is the same as before is told to nobody.
 */
export function changesOf({ settings, licenceKey }: PrroDto, asked: Asked): Changes {
  const changed = prroFields.filter((field) => {
    if (asked[field] === undefined) return false;
    if (field === 'licenceKey') return asked.licenceKey !== null || licenceKey !== 'none';
    return asked[field] !== settings[field];
  });
  return Object.fromEntries(changed.map((field) => [field, asked[field]]));
}

export function fieldsOf(changes: Changes): PrroField[] {
  return prroFields.filter((field) => changes[field] !== undefined);
}

/**
 * The settings after the changes, under the next version.
 * @throws INVALID_INPUT for each thing that a register that is on lacks
 */
export function configured(before: PrroDto, { licenceKey: typed, ...changes }: Changes): PrroDto {
  const settings = { ...before.settings, ...changes };
  const kept = typed === undefined ? before.licenceKey : typed === null ? 'none' : 'set';
  const after: PrroDto = { version: before.version + 1, settings, licenceKey: kept };
  const missing = settings.isEnabled ? missingIn(after) : [];
  if (missing.length > 0) {
    const issues = missing.map((path) => ({ path, code: 'required' }));
    throw new AppError('INVALID_INPUT', {}, { issues });
  }
  return after;
}

function missingIn({ settings, licenceKey }: PrroDto): PrroField[] {
  return prroFields.filter((field) =>
    field === 'licenceKey' ? licenceKey !== 'set' : settings[field] === null,
  );
}

/** How the record tells of it: of the key only that it changed. */
export function toldChanges(before: PrroDto, changes: Changes): FieldChange[] {
  return fieldsOf(changes).map((field) =>
    field === 'licenceKey'
      ? { field, old: null, new: 'changed' }
      : { field, old: before.settings[field], new: changes[field] ?? null },
  );
}

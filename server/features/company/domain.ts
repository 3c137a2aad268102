/**
 * What becomes of a company's settings: values in, a decision or an AppError out. Invariants: a field
 * that another changed since it was read is never saved over; a session never lives longer without use
 * than altogether; the base currency stays once operations are counted in it.
 */
import { AppError } from '#server/shared/errors.ts';
import type { FieldChange } from '#server/shared/event.ts';
import type { CompanyDto, CompanyFace, CompanyField, CompanySettings } from './schema.ts';
import { companyFields } from './schema.ts';

type Changes = Partial<CompanySettings>;
type Asked = { [Field in CompanyField]?: CompanySettings[Field] | undefined };

/** What of the asked values differs from what stands there. */
export function changesOf(settings: CompanySettings, asked: Asked): Changes {
  const changed = companyFields.filter(
    (field) => asked[field] !== undefined && !isSame(asked[field], settings[field]),
  );
  return Object.fromEntries(changed.map((field) => [field, asked[field]]));
}

/** The keys of a policy have no order: the database keeps one of its own. */
function isSame(one: unknown, other: unknown): boolean {
  return comparable(one) === comparable(other);
}

function comparable(value: unknown): string {
  const isObject = typeof value === 'object' && value !== null;
  return JSON.stringify(isObject ? Object.entries(value).sort() : value);
}

export function fieldsOf(changes: Changes): CompanyField[] {
  return companyFields.filter((field) => changes[field] !== undefined);
}

/**
 * The settings after the changes.
 * @throws CURRENCY_FIXED, INVALID_INPUT
 */
export function edited(company: CompanyDto, changes: Changes): CompanySettings {
  if (changes.currency !== undefined && company.isCurrencyFixed) {
    throw new AppError('CURRENCY_FIXED');
  }
  const settings: CompanySettings = { ...company.settings, ...changes };
  if (settings.sessionIdleHours > settings.sessionAbsoluteDays * 24) {
    // Beside what was touched: the other one is not what the reader looks at.
    const path =
      changes.sessionIdleHours === undefined ? 'sessionAbsoluteDays' : 'sessionIdleHours';
    throw new AppError('INVALID_INPUT', {}, { issues: [{ path, code: 'idleOverAbsolute' }] });
  }
  return settings;
}

/** How the record tells of it: scalars by field, a policy by its parts. */
export function toldChanges(before: CompanySettings, after: CompanySettings): FieldChange[] {
  return companyFields
    .flatMap((field) => {
      const [old, now] = [partsOf(field, before[field]), partsOf(field, after[field])];
      return [...now].map(([name, value]) => ({
        field: name,
        old: old.get(name) ?? null,
        new: value,
      }));
    })
    .filter((change) => change.old !== change.new);
}

type Part = string | number | boolean;

function partsOf(field: CompanyField, value: CompanySettings[CompanyField]): Map<string, Part> {
  if (typeof value !== 'object') return new Map([[field, value]]);
  return new Map(Object.entries(value).map(([part, one]) => [`${field}.${part}`, one]));
}

export function faceOf(settings: CompanySettings): CompanyFace {
  const { name, currency, validationProfile, userPasswordPolicy, customerPasswordPolicy } =
    settings;
  return { name, currency, validationProfile, userPasswordPolicy, customerPasswordPolicy };
}

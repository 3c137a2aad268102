/**
 * What a draft is made of. Values are kept as they were typed: not trimmed, not checked, not
 * normalised but for their Unicode form. Pure; storing is the repository's.
 */
import { editableFields } from '#server/shared/customer-fields.ts';
import type { EditableField } from '#server/shared/customer-fields.ts';
import type { DraftDto, DraftField, DraftValue } from './schema.ts';

/** A field as stored, under its name. */
export interface StoredField extends Omit<DraftField, 'field'> {
  /** ISO time of the last key that was kept. */
  at: string;
}
export type StoredFields = Partial<Record<EditableField, StoredField>>;

/** One customer has one draft of a user; so has the one who does not exist yet. */
export function subjectOf(customerId: number | null): string {
  return customerId === null ? 'new' : `customer:${customerId}`;
}

/** @param set the later of two values for one field counts */
export function toStored(set: readonly DraftField[], now: Date): StoredFields {
  const stored: StoredFields = {};
  for (const { field, value, base, version } of set) {
    stored[field] = {
      value: inOneForm(value),
      base: inOneForm(base),
      version,
      at: now.toISOString(),
    };
  }
  return stored;
}

/** In the order of the form. */
export function toFields(stored: StoredFields): DraftDto['fields'] {
  return editableFields.flatMap((field) => {
    const kept = stored[field];
    return kept ? [{ field, ...kept }] : [];
  });
}

function inOneForm(value: DraftValue): DraftValue {
  return typeof value === 'string' ? value.normalize('NFC') : value;
}

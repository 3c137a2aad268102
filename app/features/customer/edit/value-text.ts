import { useTranslation } from 'react-i18next';
import type { Format } from '#app/i18n/format.ts';
import { useFormat } from '#app/i18n/format.ts';
import type { CustomerDto } from '#server/features/customer/schema.ts';
import { genders, legalTypes } from '#server/features/customer/schema.ts';
import type { EditableField } from '#server/shared/customer-fields.ts';
import type { Value } from './form-values.ts';

interface Named {
  /** What a reference is called, where that is known. */
  name?: string | null;
  tags?: CustomerDto['tags'];
}

/** Null for nothing given. */
export type ValueText = (field: EditableField, value: Value, named?: Named) => string | null;

/** A field's value as people read it: in the reader's language and formats. */
export function useValueText(): ValueText {
  const { t } = useTranslation('customer');
  const format = useFormat();
  return (field, value, { name = null, tags = [] } = {}) => {
    if (Array.isArray(value)) {
      const captionOf = (id: number) =>
        tags.find((tag) => tag.id === id)?.caption ?? t('page.idLabel', { id });
      return value.length === 0 ? null : value.map(captionOf).join(', ');
    }
    if (value === null || value === '') return null;
    if (typeof value === 'number') return name ?? t('page.idLabel', { id: value });
    const choice = [...genders, ...legalTypes].find((other) => other === value);
    if ((field === 'gender' || field === 'legalType') && choice !== undefined) {
      return t(`value.${choice}`);
    }
    return textOf(field, value, format);
  };
}

/** What was typed and is no phone number or day yet is shown as it is. */
function textOf(field: EditableField, value: string, format: Format): string {
  switch (field) {
    case 'phone':
      return /^\+\d{7,15}$/.test(value) ? format.phone(value) : value;
    case 'birthday':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? format.day(value) : value;
    case 'country':
      return format.country(value);
    case 'language':
      return format.languageName(value);
    case 'timeZone':
      return value.replaceAll('_', ' ');
    default:
      return value;
  }
}

import { useTranslation } from 'react-i18next';
import type { Format } from '#app/i18n/format.ts';
import { useFormat, useLanguage } from '#app/i18n/format.ts';
import type { EditableField } from '#server/shared/customer-fields.ts';
import { isCustomerField } from '#server/shared/customer-fields.ts';
import type { FieldChange } from '#server/shared/event.ts';
import type { Money } from '#server/shared/money.ts';

type Value = FieldChange['old'];

export interface FieldWords {
  /** "Phone"; null for a field that has no word of its own. */
  label: (field: string) => string | null;
  /** As it stands within a sentence: "phone". */
  inline: (label: string) => string;
  /** The value in the reader's own way of writing it; nothing given is said in words. */
  value: (field: string, value: Value) => string;
}

/** Fields and their values in the reader's language, as events and histories name them. */
export function useFieldWords(): FieldWords {
  const { t } = useTranslation(['event', 'customer']);
  const format = useFormat();
  const language = useLanguage();

  function label(field: string): string | null {
    if (field === 'balance') return t('event:field.balance');
    if (field === 'locked') return t('event:field.locked');
    return isEditable(field) ? t(`customer:field.${labelName(field)}`) : null;
  }

  function value(field: string, given: Value): string {
    if (given === null || given === '') return t('event:value.none');
    if (typeof given === 'boolean') return t(given ? 'event:value.yes' : 'event:value.no');
    if (given === 'female' || given === 'male') return t(`customer:value.${given}`);
    if (field === 'legalType' && isLegalType(given)) return t(`customer:value.${given}`);
    return isolated(formatted(field, String(given), format));
  }

  return {
    label,
    inline: (text) => text.charAt(0).toLocaleLowerCase(language) + text.slice(1),
    value,
  };
}

function isEditable(field: string): field is EditableField {
  return field === 'tags' || isCustomerField(field);
}

/** The references are called by what they lead to, not by their ids. */
function labelName(field: EditableField) {
  if (field === 'organizationId') return 'organization';
  return field === 'salesRepresentativeId' ? 'salesRepresentative' : field;
}

function isLegalType(value: Value): value is 'person' | 'soleTrader' | 'company' {
  return value === 'person' || value === 'soleTrader' || value === 'company';
}

function formatted(field: string, value: string, format: Format): string {
  switch (field) {
    case 'balance':
      return format.money(value as Money);
    case 'phone':
      return format.phone(value);
    case 'birthday':
      return format.day(value);
    case 'country':
      return format.country(value);
    case 'language':
      return format.languageName(value);
    default:
      return value;
  }
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/** A value that is written from the right must not turn the sentence around it. */
function isolated(text: string): string {
  return rightToLeft.test(text) ? `\u2068${text}\u2069` : text;
}

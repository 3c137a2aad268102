import { useTranslation } from 'react-i18next';
import type { CustomerDto, EditOutcome } from '#server/features/customer/schema.ts';
import { editableFields } from '#server/shared/customer-fields.ts';
import { useFieldLabel } from '../fields/field-label.ts';
import { fieldAuthor } from './field-authors.ts';
import { isSame, valueOf } from './form-values.ts';

/** "Saved", and with whose changes it was merged that had not been on screen before. */
export function useSavedWords(): (outcome: EditOutcome, before: CustomerDto) => string {
  const { t } = useTranslation('customer');
  const fieldLabel = useFieldLabel();
  return ({ customer, saved, conflicts }, before) => {
    const own = new Set<string>([...saved, ...conflicts.map(({ field }) => field)]);
    const merged = editableFields.filter(
      (field) => !own.has(field) && !isSame(valueOf(before, field), valueOf(customer, field)),
    );
    if (merged.length === 0) return t('edit.saved');
    const fields = merged.map(fieldLabel).join(', ');
    const names = merged.map((field) => fieldAuthor(customer.id, field)?.by?.name);
    const known = [...new Set(names.filter((name) => name !== undefined))];
    return known.length === 0 || names.includes(undefined)
      ? t('edit.savedMergedUnknown', { fields })
      : t('edit.savedMerged', { by: known.join(', '), fields });
  };
}

import { useTranslation } from 'react-i18next';
import type { EditableField } from '#server/shared/customer-fields.ts';

/** A reference is called by what it refers to, not by its id. */
function wordOf(field: EditableField) {
  if (field === 'organizationId') return 'organization';
  if (field === 'salesRepresentativeId') return 'salesRepresentative';
  return field;
}

/** What a field is called, in the reader's language. */
export function useFieldLabel(): (field: EditableField) => string {
  const { t } = useTranslation('customer');
  return (field) => t(`field.${wordOf(field)}`);
}

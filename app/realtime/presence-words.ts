import { useTranslation } from 'react-i18next';
import type { EditableField } from '#server/shared/customer-fields.ts';
import type { Intent } from '#server/shared/presence.ts';
import type { PresentUser } from './presence-people.ts';

export function namesOf(people: readonly PresentUser[]): string {
  return people.map(({ user }) => user.name).join(', ');
}

/** A field's name in the reader's language. */
export function useFieldName(): (field: EditableField) => string {
  const { t } = useTranslation(['customer', 'presence']);
  return (field) => {
    if (field === 'tags') return t('presence:field.tags');
    if (field === 'organizationId') return t('field.organization');
    if (field === 'salesRepresentativeId') return t('field.salesRepresentative');
    return t(`field.${field}`);
  };
}

/** "editing “Phone”": what a colleague does here, without the name. */
export function useStateWords(): (person: PresentUser) => string {
  const { t } = useTranslation('presence');
  const fieldName = useFieldName();
  return ({ state, fields, intents }) => {
    if (intents.length > 0) return intents.map((intent) => t(`doing.${intent}`)).join(', ');
    const names = fields.map(fieldName);
    if (state !== 'editing' || names.length === 0) return t(`state.${state}`);
    return t('state.editingField', { field: names.join(', ') });
  };
}

/** "Olena Kovalenko: editing “Phone”". */
export function usePersonWords(): (person: PresentUser) => string {
  const { t } = useTranslation('presence');
  const stateWords = useStateWords();
  return (person) => t('person', { name: person.user.name, state: stateWords(person) });
}

/** "Olena Kovalenko is preparing a withdrawal"; null while nobody does. */
export function useIntentWords(): (
  intent: Intent,
  people: readonly PresentUser[],
) => string | null {
  const { t } = useTranslation('presence');
  return (intent, people) =>
    people.length === 0
      ? null
      : t(`intent.${intent}`, { count: people.length, names: namesOf(people) });
}

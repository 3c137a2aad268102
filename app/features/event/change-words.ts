import { useTranslation } from 'react-i18next';
import type { TandemEvent } from '#server/features/event/schema.ts';
import { namedChanges } from '#server/features/event/schema.ts';
import type { FieldChange } from '#server/shared/event.ts';
import type { EventDetail } from './event-detail.ts';
import { detailOf } from './event-detail.ts';
import { useFieldWords } from './field-words.ts';

type CreatedEvent = Extract<TandemEvent, { type: 'customer.created' }>;
type EditedEvent = Extract<TandemEvent, { type: 'customer.edited' }>;

/** A title names so many fields; the rest is counted. */
const namedMax = 3;

/** The fields of an event: which, from what, to what. */
export function useChangeWords() {
  const { t } = useTranslation('event');
  const words = useFieldWords();

  /** "Phone: +380… → +380…" */
  function changed({ field, old, new: now }: FieldChange): EventDetail[] {
    const label = words.label(field);
    if (label === null) return [];
    const values = { old: words.value(field, old), now: words.value(field, now) };
    return [detailOf(values, (said) => t('detail.change', { field: label, ...said }))];
  }

  /** "City: Lviv", as a new customer comes with it. */
  function given({ field, new: now }: FieldChange): EventDetail[] {
    const label = words.label(field);
    if (label === null || now === null) return [];
    const values = { value: words.value(field, now) };
    return [detailOf(values, (said) => t('detail.given', { field: label, ...said }))];
  }

  /** "Tags: +VIP −New" */
  function ofTags(changes: FieldChange[]): EventDetail[] {
    const label = words.label('tags');
    if (changes.length === 0 || label === null) return [];
    const values = { value: signedTags(changes) };
    return [detailOf(values, (said) => t('detail.given', { field: label, ...said }))];
  }

  return {
    /** "phone, city and 2 more fields" */
    fieldNames: (changes: readonly FieldChange[]): string => {
      const names = [...new Set(changes.map(({ field }) => field))].flatMap((field) => {
        const label = words.label(field);
        return label === null ? [] : [words.inline(label)];
      });
      // Counting a single field takes as much room as naming it.
      const shown = names.length === namedMax + 1 ? names : names.slice(0, namedMax);
      const count = names.length - shown.length;
      const named = shown.join(', ');
      return count === 0 ? named : t('detail.moreFields', { named, count });
    },
    ofEdit: (event: EditedEvent): EventDetail[] => [
      ...scalars(event).flatMap(changed),
      ...ofTags(tagsOf(event)),
    ],
    ofCreation: (event: CreatedEvent): EventDetail[] => [
      ...scalars(event).flatMap(given),
      ...ofTags(tagsOf(event)),
      ...(event.data.password === 'link'
        ? [{ text: t('detail.passwordByLink'), whole: null }]
        : []),
    ],
    ofBalance: (changes: readonly FieldChange[]): EventDetail[] =>
      changes.filter(({ field }) => field === 'balance').flatMap(changed),
  };
}

function tagsOf({ changes }: TandemEvent): FieldChange[] {
  return changes.filter(({ field }) => field === 'tags');
}

/** "+VIP −New": each tag by its caption, with what became of it. */
export function signedTags(changes: readonly FieldChange[]): string {
  const added = changes.filter((change) => change.new !== null);
  const removed = changes.filter((change) => change.new === null);
  return [
    ...added.map((change) => `+${String(change.new)}`),
    ...removed.map((change) => `\u2212${String(change.old)}`),
  ].join(' ');
}

/** Tags are told as a set, in a line of their own. */
function scalars(event: TandemEvent): FieldChange[] {
  return namedChanges(event).filter(({ field }) => field !== 'tags');
}

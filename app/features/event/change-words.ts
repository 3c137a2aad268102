import { useTranslation } from 'react-i18next';
import type { TandemEvent } from '#server/features/event/schema.ts';
import type { FieldChange } from '#server/shared/event.ts';
import type { EventDetail } from './event-detail.ts';
import { detailOf } from './event-detail.ts';
import { useFieldWords } from './field-words.ts';

export type CreatedEvent = Extract<TandemEvent, { type: 'customer.created' }>;
export type EditedEvent = Extract<TandemEvent, { type: 'customer.edited' }>;

interface TagChange {
  added: readonly { caption: string }[];
  removed: readonly { caption: string }[];
}

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
  function ofTags({ added, removed }: TagChange): EventDetail[] {
    const signed = [
      ...added.map(({ caption }) => `+${caption}`),
      ...removed.map(({ caption }) => `\u2212${caption}`),
    ];
    const label = words.label('tags');
    if (signed.length === 0 || label === null) return [];
    const values = { value: signed.join(' ') };
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
    ofEdit: ({ changes, data }: EditedEvent): EventDetail[] => [
      ...changes
        .filter(({ field }) => field !== 'tags')
        .flatMap((change) => changed(withNames(change, data))),
      ...(data.tags === undefined ? [] : ofTags(data.tags)),
    ],
    ofCreation: ({ changes, data }: CreatedEvent): EventDetail[] => [
      ...changes
        .filter(({ field }) => field !== 'tags')
        .flatMap((change) => given({ ...change, new: nameOf(change, data) })),
      ...ofTags({ added: data.tags, removed: [] }),
      ...(data.password === 'link' ? [{ text: t('detail.passwordByLink'), whole: null }] : []),
    ],
    ofBalance: (changes: readonly FieldChange[]): EventDetail[] =>
      changes.filter(({ field }) => field === 'balance').flatMap(changed),
  };
}

/** References by name: the ids are nothing to read. */
function withNames(change: FieldChange, data: EditedEvent['data']): FieldChange {
  const named = change.field === 'organizationId' ? data.organization : undefined;
  const pair = change.field === 'salesRepresentativeId' ? data.salesRepresentative : named;
  if (pair === undefined) return change;
  return { ...change, old: pair.old?.name ?? null, new: pair.new?.name ?? null };
}

function nameOf(change: FieldChange, data: CreatedEvent['data']): FieldChange['new'] {
  if (change.field === 'organizationId') return data.organization?.name ?? change.new;
  if (change.field === 'salesRepresentativeId') {
    return data.salesRepresentative?.name ?? change.new;
  }
  return change.new;
}

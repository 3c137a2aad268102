import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import { useNow } from '#app/i18n/use-now.ts';
import type { LastChangeDto } from '#server/features/event/schema.ts';
import { signedTags } from './change-words.ts';
import { useFieldWords } from './field-words.ts';
import { shortened } from './event-detail.ts';

/** "Олена Коваленко, 14:32: Київ → Львів"; null is a field that nobody has changed. */
export function useLastChangeWords(): (field: string, change: LastChangeDto | null) => string {
  const { t } = useTranslation('event');
  const format = useFormat();
  const words = useFieldWords();
  const today = format.isoDay(new Date(useNow()).toISOString());

  return (field, change) => {
    if (change === null) return t('lastChange.never');
    const { at, changes } = change;
    const by = {
      author: change.author?.name ?? t('system'),
      time: format.isoDay(at) === today ? format.time(at) : format.dateTime(at),
    };
    if (change.type === 'customer.created') return t('lastChange.created', by);
    if (field === 'tags') {
      return t('lastChange.changed', { ...by, change: shortened(signedTags(changes)) });
    }
    const values = changes.map(({ old, new: now }) =>
      [words.value(field, old), words.value(field, now)].map(shortened).join(' → '),
    );
    return t('lastChange.changed', { ...by, change: values.join(', ') });
  };
}

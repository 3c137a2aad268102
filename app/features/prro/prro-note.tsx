import { useTranslation } from 'react-i18next';
import { FollowedNote } from '#app/realtime/followed-note.tsx';
import type { Followed } from '#app/realtime/use-followed-form.ts';
import type { PrroField, PrroSettings } from '#server/features/prro/schema.ts';

export interface PrroValues extends PrroSettings {
  /** Empty: as it is; null: taken away. */
  licenceKey: string | null;
}
export type PrroPage = Followed<PrroValues>;

/** What a colleague saved meanwhile; of the key only that it changed. */
export function PrroNote({ page, field }: { page: PrroPage; field: PrroField }) {
  const { t } = useTranslation('prro');
  return (
    <FollowedNote
      label={t(`field.${field}`)}
      value={useValueWords(page, field)}
      note={page.form.notes[field]}
      onTake={() => page.take(field)}
      onKeep={() => page.keep(field)}
    />
  );
}

function useValueWords({ form: { saved } }: PrroPage, field: PrroField): string {
  const { t } = useTranslation('prro');
  switch (field) {
    case 'isEnabled':
      return t(saved.isEnabled ? 'value.on' : 'value.off');
    case 'provider':
      return t(`provider.${saved.provider ?? 'none'}`);
    case 'licenceKey':
      return t('value.keyChanged');
    default:
      return saved[field] ?? t('value.none');
  }
}

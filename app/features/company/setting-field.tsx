import { NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FollowedNote } from '#app/realtime/followed-note.tsx';
import type { Followed } from '#app/realtime/use-followed-form.ts';
import type { CompanyField, CompanySettings } from '#server/features/company/schema.ts';
import { useValueWords } from './value-words.ts';

export type CompanyPage = Followed<CompanySettings>;

export type NumberField = Extract<
  CompanyField,
  | 'lockoutAttemptsMax'
  | 'lockoutWindowMinutes'
  | 'lockoutMinutes'
  | 'linkHours'
  | 'sessionIdleHours'
  | 'sessionAbsoluteDays'
>;

/** A whole number with its unit in the label; whether it is within bounds is for the server to say. */
export function NumberSetting({ page, field }: { page: CompanyPage; field: NumberField }) {
  const { t } = useTranslation('company');
  const hint = field === 'lockoutMinutes' ? t('hint.lockoutMinutes') : undefined;
  return (
    <div>
      <NumberInput
        label={t(`field.${field}`)}
        description={hint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={page.value(field)}
        onChange={(value) => page.type(field, value as number)}
        error={page.errors[field]}
        allowDecimal={false}
        clampBehavior="none"
        hideControls
        inputMode="numeric"
        autoComplete="off"
      />
      <SettingNote page={page} field={field} />
    </div>
  );
}

export function SettingNote({ page, field }: { page: CompanyPage; field: CompanyField }) {
  const { t } = useTranslation('company');
  const words = useValueWords();
  return (
    <FollowedNote
      label={t(`field.${field}`)}
      value={words(field, page.form.saved)}
      note={page.form.notes[field]}
      onTake={() => page.take(field)}
      onKeep={() => page.keep(field)}
    />
  );
}

import { Input, NativeSelect, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { showToast } from '#app/components/toast.ts';
import { ThemeChoice } from '#app/components/theme-choice.tsx';
import { useFormat, useLanguage } from '#app/i18n/format.ts';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { trpc } from '#app/lib/trpc.ts';
import { useOnline } from '#app/realtime/connection.ts';
import { pageSizes } from '#server/shared/customer-filter.ts';
import { isLanguage, languages } from '#server/shared/language.ts';
import { useChooseLanguage } from '../use-choose-language.ts';
import { TimeZoneField } from './time-zone-field.tsx';

/** How one's own screens look and speak; each choice holds at once and follows to every browser. */
export function LookForm({ timeZone }: { timeZone: string | null }) {
  const { t } = useTranslation(['user', 'common']);
  return (
    <Stack gap="md" maw={420}>
      <div role="group" aria-label={t('common:theme.label')}>
        <Input.Label component="div">{t('common:theme.label')}</Input.Label>
        <ThemeChoice size="sm" />
      </div>
      <LanguageField />
      <TimeZoneField chosen={timeZone} />
      <PageSizeField />
    </Stack>
  );
}

function LanguageField() {
  const { t } = useTranslation(['user', 'common']);
  const language = useLanguage();
  const choose = useChooseLanguage(true);
  const errorText = useErrorText();
  return (
    <NativeSelect
      label={t('common:language.label')}
      value={language}
      data={languages.map((one) => ({ value: one, label: t(`common:language.${one}`) }))}
      onChange={({ currentTarget: { value } }) => {
        if (!isLanguage(value)) return;
        choose(value).catch((error: unknown) =>
          showToast({ message: errorText(error), tone: 'failed' }),
        );
      }}
    />
  );
}

function PageSizeField() {
  const { t } = useTranslation('user');
  const format = useFormat();
  const errorText = useErrorText();
  const isOnline = useOnline();
  const utils = trpc.useUtils();
  const { data: layout } = trpc.layout.get.useQuery();
  const { mutate } = trpc.layout.save.useMutation({
    onSuccess: (saved) => utils.layout.get.setData(undefined, saved),
    onError: (error) => showToast({ message: errorText(error), tone: 'failed' }),
  });
  return (
    <NativeSelect
      label={t('look.pageSize')}
      disabled={!isOnline || layout === undefined}
      value={String(layout?.pageSize ?? pageSizes[0])}
      data={pageSizes.map((size) => ({ value: String(size), label: format.number(size) }))}
      onChange={({ currentTarget: { value } }) => {
        const pageSize = pageSizes.find((size) => String(size) === value);
        if (pageSize !== undefined) mutate({ pageSize });
      }}
    />
  );
}

import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import type { Currency } from '#server/shared/currency.ts';
import { currencyCodes } from '#server/shared/currency.ts';
import type { ValidationProfile } from '#server/shared/validation-profile.ts';
import { validationProfiles } from '#server/shared/validation-profile.ts';
import type { CompanyPage } from './setting-field.tsx';
import { SettingNote } from './setting-field.tsx';

interface Props {
  page: CompanyPage;
  isCurrencyFixed: boolean;
}

/** Name, currency, and which names and phone numbers are taken. */
export function CommonGroup({ page, isCurrencyFixed }: Props) {
  const { t } = useTranslation('company');
  const format = useFormat();
  const order = ['label', 'input', 'description', 'error'] as const;
  return (
    <fieldset className="t-settings-group">
      <legend>{t('group.common')}</legend>
      <div>
        <TextInput
          label={t('field.name')}
          value={page.value('name')}
          onChange={(event) => page.type('name', event.currentTarget.value)}
          error={page.errors.name}
          maxLength={200}
          autoComplete="off"
        />
        <SettingNote page={page} field="name" />
      </div>
      <div>
        <NativeSelect
          label={t('field.currency')}
          description={t(isCurrencyFixed ? 'hint.currencyFixed' : 'hint.currency')}
          inputWrapperOrder={[...order]}
          data={currencyCodes.map((code) => ({
            value: code,
            label: `${code} · ${format.currencyName(code)}`,
          }))}
          value={page.value('currency')}
          onChange={(event) => page.type('currency', event.currentTarget.value as Currency)}
          error={page.errors.currency}
          disabled={isCurrencyFixed}
        />
        <SettingNote page={page} field="currency" />
      </div>
      <div>
        <NativeSelect
          label={t('field.validationProfile')}
          description={t(`profileHint.${page.value('validationProfile')}`)}
          inputWrapperOrder={[...order]}
          data={validationProfiles.map((value) => ({ value, label: t(`profile.${value}`) }))}
          value={page.value('validationProfile')}
          onChange={(event) =>
            page.type('validationProfile', event.currentTarget.value as ValidationProfile)
          }
          error={page.errors.validationProfile}
        />
        <SettingNote page={page} field="validationProfile" />
      </div>
    </fieldset>
  );
}

import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import type { CompanyField, CompanySettings } from '#server/features/company/schema.ts';
import { passwordRules } from '#server/shared/password-policy.ts';
import type { PasswordPolicy } from '#server/shared/password-policy.ts';

/** A setting as it stands there, in words: beside what a colleague changed. */
export function useValueWords(): (field: CompanyField, settings: CompanySettings) => string {
  const { t } = useTranslation(['company', 'common']);
  const format = useFormat();
  const policyWords = (policy: PasswordPolicy) =>
    passwordRules('', policy)
      .filter(({ name }) => name !== 'chars')
      .map(({ name }) =>
        name === 'length'
          ? t('common:password.rule.length', { count: policy.lengthMin })
          : t(`common:password.rule.${name}`),
      )
      .join('; ');
  return (field, settings) => {
    switch (field) {
      case 'userPasswordPolicy':
      case 'customerPasswordPolicy':
        return policyWords(settings[field]);
      case 'validationProfile':
        return t(`company:profile.${settings[field]}`);
      case 'name':
      case 'currency':
        return settings[field];
      default:
        return format.number(settings[field]);
    }
  };
}

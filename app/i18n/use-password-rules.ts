import { useTranslation } from 'react-i18next';
import { passwordRules } from '#server/shared/password-policy.ts';
import type { PasswordPolicy } from '#server/shared/password-policy.ts';

/** What a policy asks for in the reader's words, each met by the password or not yet. */
export function usePasswordRules(password: string, policy: PasswordPolicy) {
  const { t } = useTranslation('common');
  return passwordRules(password, policy).map(({ name, isMet }) => ({
    name,
    isMet,
    label:
      name === 'length'
        ? t('password.rule.length', { count: policy.lengthMin })
        : t(`password.rule.${name}`),
  }));
}

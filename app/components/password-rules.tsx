import { IconCheck, IconPointFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { passwordRules } from '#server/shared/password-policy.ts';
import type { PasswordPolicy } from '#server/shared/password-policy.ts';
import './password-rules.css';

interface Props {
  password: string;
  policy: PasswordPolicy;
}

/** What the policy asks for, ticked off while typing; a tick and a word, not a colour alone. */
export function PasswordRules({ password, policy }: Props) {
  const { t } = useTranslation('common');
  return (
    <ul className="t-password-rules">
      {passwordRules(password, policy).map(({ name, isMet }) => {
        const Icon = isMet ? IconCheck : IconPointFilled;
        return (
          <li key={name} data-met={isMet}>
            <Icon size={14} stroke={2} aria-hidden="true" />
            {name === 'length'
              ? t('password.rule.length', { count: policy.lengthMin })
              : t(`password.rule.${name}`)}
            <span className="visually-hidden">
              {isMet ? t('password.met') : t('password.unmet')}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

import { IconCheck, IconPointFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import './rule-list.css';

interface Props {
  rules: readonly { name: string; label: string; isMet: boolean }[];
}

/** What is asked for, ticked off while typing; a tick and a word, not a colour alone. */
export function RuleList({ rules }: Props) {
  const { t } = useTranslation('common');
  return (
    <ul className="t-rule-list">
      {rules.map(({ name, label, isMet }) => {
        const Icon = isMet ? IconCheck : IconPointFilled;
        return (
          <li key={name} data-met={isMet}>
            <Icon size={14} stroke={2} aria-hidden="true" />
            {label}
            <span className="visually-hidden">
              {isMet ? t('password.met') : t('password.unmet')}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

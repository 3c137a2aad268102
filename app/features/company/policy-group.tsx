import { Checkbox, NumberInput, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { RuleList } from '#app/components/rule-list.tsx';
import { usePasswordRules } from '#app/i18n/use-password-rules.ts';
import type { PasswordPolicy } from '#server/shared/password-policy.ts';
import type { CompanyPage } from './setting-field.tsx';
import { SettingNote } from './setting-field.tsx';

const parts = ['upper', 'lower', 'digit', 'symbol'] as const;

interface Props {
  page: CompanyPage;
  field: 'userPasswordPolicy' | 'customerPasswordPolicy';
}

/** What passwords must be, and the list as those who set one will see it. */
export function PolicyGroup({ page, field }: Props) {
  const { t } = useTranslation(['company', 'common']);
  const policy = page.value(field);
  const rules = usePasswordRules('', { ...policy, lengthMin: Math.max(0, policy.lengthMin) });
  const change = (changes: Partial<PasswordPolicy>) => page.type(field, { ...policy, ...changes });
  return (
    <fieldset className="t-settings-group">
      <legend>{t(`company:field.${field}`)}</legend>
      <div className="t-settings-checks">
        <NumberInput
          label={t('company:policy.lengthMin')}
          value={policy.lengthMin}
          onChange={(value) => change({ lengthMin: value as number })}
          error={page.errors[field]}
          allowDecimal={false}
          clampBehavior="none"
          hideControls
          inputMode="numeric"
          autoComplete="off"
        />
        {parts.map((part) => (
          <Checkbox
            key={part}
            label={t(`common:password.rule.${part}`)}
            checked={policy[part]}
            onChange={(event) => change({ [part]: event.currentTarget.checked })}
          />
        ))}
      </div>
      <div>
        <Text size="sm" fw={500} mb={6}>
          {t('company:policy.preview')}
        </Text>
        <RuleList rules={rules} />
      </div>
      <SettingNote page={page} field={field} />
    </fieldset>
  );
}

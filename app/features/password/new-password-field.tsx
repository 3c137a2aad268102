import { PasswordInput } from '@mantine/core';
import type { RefObject } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RuleList } from '#app/components/rule-list.tsx';
import { usePasswordRules } from '#app/i18n/use-password-rules.ts';
import { useCapsLock } from '#app/components/use-caps-lock.ts';
import type { PasswordPolicy } from '#server/shared/password-policy.ts';
import { passwordLength } from '#server/shared/password-policy.ts';

interface Props {
  /** The field belongs to the browser, so what it fills in by itself counts. */
  field: RefObject<HTMLInputElement>;
  policy: PasswordPolicy;
  error: string | undefined;
  autoFocus?: boolean;
}

/** A new password, with what it must be ticked off while it is typed. */
export function NewPasswordField({ field, policy, error, autoFocus = false }: Props) {
  const { t } = useTranslation('password');
  const capsLock = useCapsLock();
  const [isVisible, setVisible] = useState(false);
  const [typed, setTyped] = useState('');
  const rules = usePasswordRules(typed, policy);
  return (
    <>
      <PasswordInput
        ref={field}
        name="newPassword"
        label={t('field.new')}
        autoComplete="new-password"
        maxLength={passwordLength.max}
        autoFocus={autoFocus}
        required
        withAsterisk={false}
        size="md"
        error={error}
        aria-invalid={error !== undefined}
        description={capsLock.isOn ? t('field.capsLock') : undefined}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        visible={isVisible}
        onVisibilityChange={setVisible}
        visibilityToggleButtonProps={{
          'aria-label': isVisible ? t('field.hide') : t('field.show'),
          tabIndex: 0,
        }}
        {...capsLock.handlers}
      />
      <RuleList rules={rules} />
    </>
  );
}

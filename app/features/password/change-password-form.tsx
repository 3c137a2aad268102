import { Button, PasswordInput, Stack } from '@mantine/core';
import type { FormEvent } from 'react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '#app/lib/session.ts';
import { passwordLength } from '#server/shared/password-policy.ts';
import { NewPasswordField } from './new-password-field.tsx';
import { Refusal } from './refusal.tsx';
import { useChangePassword } from './use-change-password.ts';

/** One's own password by the old one: for the profile. Every other session ends with it. */
export function ChangePasswordForm() {
  const { t } = useTranslation('password');
  const { user, company } = useSession();
  const policy = company.userPasswordPolicy;
  const current = useRef<HTMLInputElement>(null);
  const wanted = useRef<HTMLInputElement>(null);
  const [isVisible, setVisible] = useState(false);
  const { change, issues, refusal, round, isPending } = useChangePassword({
    policy,
    focus: (field) => (field === 'current' ? current : wanted).current?.select(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change({
      currentPassword: current.current?.value ?? '',
      newPassword: wanted.current?.value ?? '',
    });
  };
  return (
    // A new round begins with empty fields.
    <form key={round} onSubmit={submit} method="post" noValidate>
      <Stack gap="md" maw={420}>
        <input type="hidden" name="email" autoComplete="username" value={user.email} readOnly />
        <PasswordInput
          ref={current}
          name="currentPassword"
          label={t('field.current')}
          autoComplete="current-password"
          maxLength={passwordLength.max}
          required
          withAsterisk={false}
          size="md"
          error={issues.current}
          aria-invalid={issues.current !== undefined}
          visible={isVisible}
          onVisibilityChange={setVisible}
          visibilityToggleButtonProps={{
            'aria-label': isVisible ? t('field.hideCurrent') : t('field.showCurrent'),
            tabIndex: 0,
          }}
        />
        <NewPasswordField field={wanted} policy={policy} error={issues.wanted} />
        <Refusal text={refusal} />
        <div>
          <Button type="submit" loading={isPending}>
            {t('change.submit')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

import { Button, Stack } from '@mantine/core';
import type { FormEvent } from 'react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PasswordPolicy } from '#server/shared/password-policy.ts';
import { NewPasswordField } from './new-password-field.tsx';
import { Refusal } from './refusal.tsx';
import { useSetPassword } from './use-set-password.ts';

/** "Save password and sign in" (S4-34, S4-37). */
export function SetPasswordForm({ email, policy }: { email: string; policy: PasswordPolicy }) {
  const { t } = useTranslation('password');
  const password = useRef<HTMLInputElement>(null);
  const { set, issue, refusal, isPending } = useSetPassword({
    policy,
    focus: () => password.current?.select(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set({ email, password: password.current?.value ?? '' });
  };
  return (
    // `post`, so that a password never stands in an address, whatever happens before hydration.
    <form onSubmit={submit} method="post" noValidate>
      <Stack gap="md">
        {/* For the browser that keeps passwords: whose it is. */}
        <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
        <NewPasswordField field={password} policy={policy} error={issue} autoFocus />
        <Refusal text={refusal} />
        <Button type="submit" size="md" fullWidth loading={isPending}>
          {t('set.submit')}
        </Button>
      </Stack>
    </form>
  );
}

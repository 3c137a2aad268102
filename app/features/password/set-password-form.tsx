import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PasswordPolicy } from '#server/shared/password-policy.ts';
import { LinkPasswordForm } from './link-password-form.tsx';
import { useSetPassword } from './use-set-password.ts';

/** "Save password and sign in" (S4-34, S4-37). */
export function SetPasswordForm({ email, policy }: { email: string; policy: PasswordPolicy }) {
  const { t } = useTranslation('password');
  const field = useRef<HTMLInputElement>(null);
  const focus = () => field.current?.select();
  const { set, ...form } = useSetPassword({ policy, focus });
  return (
    <LinkPasswordForm
      account={{ name: 'email', value: email }}
      {...{ policy, field, form }}
      onSubmit={(password) => set({ email, password })}
    >
      {t('set.submit')}
    </LinkPasswordForm>
  );
}

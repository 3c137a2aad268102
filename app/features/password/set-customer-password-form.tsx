import { useRef } from 'react';
import { useLaterWords } from '#app/i18n/use-later-words.ts';
import type { PasswordPolicy } from '#server/shared/password-policy.ts';
import { LinkPasswordForm } from './link-password-form.tsx';
import { useSetCustomerPassword } from './use-set-customer-password.ts';

interface Props {
  customerId: number;
  version: number;
  login: string;
  policy: PasswordPolicy;
  onDone: (login: string) => void;
}

/** A customer's password, by the link of their letter. */
export function SetCustomerPasswordForm({ customerId, version, login, policy, onDone }: Props) {
  const { t } = useLaterWords();
  const field = useRef<HTMLInputElement>(null);
  const focus = () => field.current?.select();
  const { set, ...form } = useSetCustomerPassword({ policy, onDone, focus });
  return (
    <LinkPasswordForm
      account={{ name: 'login', value: login }}
      {...{ policy, field, form }}
      onSubmit={(password) => set({ customerId, version, password })}
    >
      {t('set.submit')}
    </LinkPasswordForm>
  );
}

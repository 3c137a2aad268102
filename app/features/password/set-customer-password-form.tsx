import { Button, Stack } from '@mantine/core';
import type { FormEvent } from 'react';
import { useRef } from 'react';
import { useLaterWords } from '#app/i18n/use-later-words.ts';
import type { PasswordPolicy } from '#server/shared/password-policy.ts';
import { NewPasswordField } from './new-password-field.tsx';
import { Refusal } from './refusal.tsx';
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
  const password = useRef<HTMLInputElement>(null);
  const { set, issue, refusal, isPending } = useSetCustomerPassword({
    policy,
    onDone,
    focus: () => password.current?.select(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set({ customerId, version, password: password.current?.value ?? '' });
  };
  return (
    // `post`, so that a password never stands in an address, whatever happens before hydration.
    <form onSubmit={submit} method="post" noValidate>
      <Stack gap="md">
        {/* For the browser that keeps passwords: whose it is. */}
        <input type="hidden" name="login" autoComplete="username" value={login} readOnly />
        <NewPasswordField field={password} policy={policy} error={issue} autoFocus />
        <Refusal text={refusal} />
        <Button type="submit" size="md" fullWidth loading={isPending}>
          {t('set.submit')}
        </Button>
      </Stack>
    </form>
  );
}

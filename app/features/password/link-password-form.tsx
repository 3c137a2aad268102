import { Button, Stack } from '@mantine/core';
import type { FormEvent, ReactNode, RefObject } from 'react';
import type { PasswordPolicy } from '#server/shared/password-policy.ts';
import { NewPasswordField } from './new-password-field.tsx';
import { Refusal } from './refusal.tsx';

interface Props {
  /** What one signs in with: for the browser that keeps passwords. */
  account: { name: 'email' | 'login'; value: string };
  policy: PasswordPolicy;
  field: RefObject<HTMLInputElement>;
  form: { issue: string | undefined; refusal: string | null; isPending: boolean };
  onSubmit: (password: string) => void;
  /** What the button says. */
  children: ReactNode;
}

/** One new password, by a link from a letter. */
export function LinkPasswordForm({ account, policy, field, form, onSubmit, children }: Props) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(field.current?.value ?? '');
  };
  return (
    // `post`, so that a password never stands in an address, whatever happens before hydration.
    <form onSubmit={submit} method="post" noValidate>
      <Stack gap="md">
        <input type="hidden" autoComplete="username" {...account} readOnly />
        <NewPasswordField field={field} policy={policy} error={form.issue} autoFocus />
        <Refusal text={form.refusal} />
        <Button type="submit" size="md" fullWidth loading={form.isPending}>
          {children}
        </Button>
      </Stack>
    </form>
  );
}

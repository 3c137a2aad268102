import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { FormEvent } from 'react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCapsLock } from '#app/components/use-caps-lock.ts';
import { useSignIn } from './use-sign-in.ts';

/** E-mail and password; the fields belong to the browser, so what it fills in by itself counts. */
export function SignInForm({ next }: { next: string }) {
  const { t } = useTranslation('session');
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const capsLock = useCapsLock();
  const [isVisible, setVisible] = useState(false);
  const { signIn, prepare, fieldErrors, refusal, isPending } = useSignIn({
    next,
    focus: (field) => (field === 'email' ? email : password).current?.select(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn({
      email: email.current?.value ?? '',
      password: password.current?.value ?? '',
    }).catch(reportError);
  };
  return (
    // `post`, so that a password never stands in an address, whatever happens before hydration.
    <form onSubmit={submit} onInput={prepare} method="post" noValidate>
      <Stack gap="md">
        <TextInput
          ref={email}
          name="email"
          type="email"
          label={t('signIn.email')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          required
          withAsterisk={false}
          size="md"
          error={fieldErrors.email}
        />
        <PasswordInput
          ref={password}
          name="password"
          label={t('signIn.password')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          size="md"
          error={fieldErrors.password}
          aria-invalid={fieldErrors.password !== undefined}
          description={capsLock.isOn ? t('signIn.capsLock') : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          visible={isVisible}
          onVisibilityChange={setVisible}
          visibilityToggleButtonProps={{
            'aria-label': isVisible ? t('signIn.hidePassword') : t('signIn.showPassword'),
            tabIndex: 0,
          }}
          {...capsLock.handlers}
        />
        {refusal === null ? null : (
          <Alert
            color="red"
            variant="light"
            role="alert"
            icon={<IconAlertTriangle size={18} aria-hidden="true" />}
          >
            {refusal}
          </Alert>
        )}
        <Button type="submit" size="md" fullWidth loading={isPending}>
          {t('signIn.submit')}
        </Button>
      </Stack>
    </form>
  );
}

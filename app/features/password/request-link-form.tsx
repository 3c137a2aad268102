import { Anchor, Button, Stack, TextInput } from '@mantine/core';
import { Link } from '@remix-run/react';
import type { FormEvent } from 'react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Refusal } from './refusal.tsx';
import { useRequestLink } from './use-request-link.ts';

/** Asks for a link; what is said afterwards is the same for every address. */
export function RequestLinkForm({ onSent }: { onSent: (email: string) => void }) {
  const { t } = useTranslation('password');
  const email = useRef<HTMLInputElement>(null);
  const { request, issue, refusal, isPending } = useRequestLink({
    onSent,
    focus: () => email.current?.select(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    request(email.current?.value ?? '');
  };
  return (
    <form onSubmit={submit} method="post" noValidate>
      <Stack gap="md">
        <TextInput
          ref={email}
          name="email"
          type="email"
          label={t('forgot.email')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          required
          withAsterisk={false}
          size="md"
          error={issue}
        />
        <Refusal text={refusal} />
        <Button type="submit" size="md" fullWidth loading={isPending}>
          {t('forgot.submit')}
        </Button>
        <p className="t-entrance-foot">
          <Anchor component={Link} to="/sign-in">
            {t('forgot.back')}
          </Anchor>
        </p>
      </Stack>
    </form>
  );
}

import { Anchor, Button, Stack } from '@mantine/core';
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { GoneState } from '#server/shared/link-state.ts';

/** A link that works no more leads to the ordinary reset (S4-42); a blocked user is led nowhere. */
export function LinkGone({ state }: { state: GoneState }) {
  const { t } = useTranslation('password');
  return (
    <Stack gap="md">
      {state === 'blocked' ? null : (
        <Button component={Link} to="/forgot-password" size="md" fullWidth>
          {t('gone.ask')}
        </Button>
      )}
      <p className="t-entrance-foot">
        <Anchor component={Link} to="/sign-in">
          {t('forgot.back')}
        </Anchor>
      </p>
    </Stack>
  );
}

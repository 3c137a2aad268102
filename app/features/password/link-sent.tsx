import { Anchor, Button, Stack, Text } from '@mantine/core';
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';

/** After asking for a link: what to do now, whoever was asked for. */
export function LinkSent({ onAgain }: { onAgain: () => void }) {
  const { t } = useTranslation('password');
  return (
    <Stack gap="md" role="status">
      <Text>{t('forgot.notCome')}</Text>
      <Button variant="default" onClick={onAgain}>
        {t('forgot.again')}
      </Button>
      <p className="t-entrance-foot">
        <Anchor component={Link} to="/sign-in">
          {t('forgot.back')}
        </Anchor>
      </p>
    </Stack>
  );
}

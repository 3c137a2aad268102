import { Button } from '@mantine/core';
import { Link } from '@remix-run/react';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Hint } from '#app/components/hint.tsx';
import { useActor } from '#app/lib/session.ts';
import { can } from '#server/features/customer/policy.ts';

const icon = <IconPlus size={16} stroke={1.75} aria-hidden="true" />;

/** Leads to the page that adds a customer; for those who may not, it is off and says why. */
export function AddCustomerButton() {
  const { t } = useTranslation('customer');
  const isAllowed = can.create(useActor());
  if (isAllowed) {
    return (
      <Button component={Link} to="/customers/new" prefetch="intent" leftSection={icon}>
        {t('create.add')}
      </Button>
    );
  }
  const reason = t('create.notAllowed');
  return (
    <Hint label={reason}>
      <Button data-disabled aria-disabled aria-description={reason} leftSection={icon}>
        {t('create.add')}
      </Button>
    </Hint>
  );
}

import { Anchor, Text } from '@mantine/core';
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { OrderRowDto } from '#server/features/order/schema.ts';

/** Whose order it is; of one who was removed the login is left. */
export function OrderCustomer({ customer }: { customer: OrderRowDto['customer'] }) {
  const { t } = useTranslation('order');
  const { id, login, firstName, lastName, isRemoved } = customer;
  if (isRemoved) {
    return (
      <span title={t('removedCustomer')}>
        {login}{' '}
        <Text span size="xs" c="dimmed">
          ({t('removedCustomer')})
        </Text>
      </span>
    );
  }
  return (
    <Anchor component={Link} inherit to={`/customers/${String(id)}`} title={login}>
      {`${lastName} ${firstName}`}
    </Anchor>
  );
}

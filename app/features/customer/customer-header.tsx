import { Group, Title } from '@mantine/core';
import { Link } from '@remix-run/react';
import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PresenceAvatars } from '#app/realtime/presence-avatars.tsx';
import { PresenceJoins } from '#app/realtime/presence-joins.tsx';
import type { CustomerDto } from '#server/features/customer/schema.ts';
import { Balance, IdAndTags, Status, StatusReason } from './customer-facts.tsx';
import { fullName } from './full-name.ts';
import { useListPath } from './last-list.ts';
import { Neighbours } from './neighbours.tsx';
import './customer-page.css';

interface Props {
  customer: CustomerDto;
  /** What may be done with this customer; the route puts it together from several nouns. */
  actions: ReactNode;
}

/** Who this is and how things stand, left; the balance and what can be done, right. */
export function CustomerHeader({ customer, actions }: Props) {
  const { t } = useTranslation('customer');
  return (
    <header className="t-customer-header">
      <div className="t-customer-identity">
        <div className="t-customer-ways">
          <Link to={useListPath()} className="t-customer-back">
            <IconArrowLeft size={16} stroke={1.75} aria-hidden="true" />
            {t('page.back')}
          </Link>
          <Neighbours customerId={customer.id} />
          <PresenceAvatars customerId={customer.id} />
          <PresenceJoins customerId={customer.id} />
        </div>
        <Group gap="sm" align="center">
          <Title order={1} className="t-customer-name">
            {fullName(customer)}
          </Title>
          <Status customer={customer} />
        </Group>
        <IdAndTags customer={customer} />
        <StatusReason customer={customer} />
      </div>
      <div className="t-customer-side">
        <Balance customer={customer} />
        {actions}
      </div>
    </header>
  );
}

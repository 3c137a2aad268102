import { Badge, Group, Text, Title } from '@mantine/core';
import { Link } from '@remix-run/react';
import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ChangeAuthor, Highlight } from '#app/components/highlight.tsx';
import { useFormat } from '#app/i18n/format.ts';
import { Unseen } from '#app/realtime/absence-unseen.tsx';
import { PresenceAvatars } from '#app/realtime/presence-avatars.tsx';
import { PresenceJoins } from '#app/realtime/presence-joins.tsx';
import { useRecentChange } from '#app/realtime/recent-changes.ts';
import type { CustomerDto } from '#server/features/customer/schema.ts';
import { CustomerStatus, useCustomerStatus } from './customer-status.tsx';
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
        </div>
        <Group gap="sm" align="center">
          <Title order={1} className="t-customer-name">
            {fullName(customer)}
          </Title>
          <Status customer={customer} />
          <PresenceAvatars customerId={customer.id} />
          <PresenceJoins customerId={customer.id} />
        </Group>
        <Group gap="xs" mt={4}>
          <Text size="sm" c="dimmed" className="tabular">
            {t('page.idLabel', { id: customer.id })}
          </Text>
          {customer.tags.map((tag) => (
            <Badge key={tag.id} variant="default" size="sm" radius="sm">
              <span className="t-tag-dot" style={{ background: tag.color }} aria-hidden="true" />
              {tag.caption}
            </Badge>
          ))}
        </Group>
        <StatusReason customer={customer} />
      </div>
      <div className="t-customer-side">
        <Balance customer={customer} />
        {actions}
      </div>
    </header>
  );
}

function Status({ customer }: { customer: CustomerDto }) {
  const change = useRecentChange('customer', customer.id, 'locked');
  return (
    <span role="status" className="t-customer-status">
      <Unseen customerId={customer.id} field="locked">
        <CustomerStatus facts={customer} size="lg" />
      </Unseen>
      <ChangeAuthor change={change} />
    </span>
  );
}

/** Why the status is what it is: reason, author and time of a lock; a sentence for the rest. */
function StatusReason({ customer }: { customer: CustomerDto }) {
  const { t } = useTranslation('customer');
  const format = useFormat();
  const status = useCustomerStatus(customer);
  const change = useRecentChange('customer', customer.id, 'locked');
  const { locked, lockedOutUntil } = customer;
  if (locked !== null) {
    const at = format.dateTime(locked.at);
    return (
      <div className="t-customer-reason" data-tone="danger">
        <Highlight change={change} withAuthor={false}>
          {t('page.lockReason', { reason: locked.reason })}
        </Highlight>
        {locked.message === null ? null : (
          <Text size="sm">{t('page.lockMessage', { message: locked.message })}</Text>
        )}
        <Text size="sm" c="dimmed">
          {locked.by === null
            ? t('statusReason.lockedBySystem', { at })
            : t('statusReason.locked', { by: locked.by.name, at })}
        </Text>
      </div>
    );
  }
  if (status === 'enabled' || status === 'locked') return null;
  const at = lockedOutUntil === null ? '' : format.dateTime(lockedOutUntil);
  return (
    <Text size="sm" c="dimmed" mt="xs">
      {t(`statusReason.${status}`, { at })}
    </Text>
  );
}

function Balance({ customer }: { customer: CustomerDto }) {
  const { t } = useTranslation('customer');
  const format = useFormat();
  const change = useRecentChange('customer', customer.id, 'balance');
  return (
    <div className="t-customer-balance" role="status">
      <Text size="sm" c="dimmed" component="span">
        {t('page.balance')}
      </Text>
      <span className="t-customer-balance-value">
        <Unseen customerId={customer.id} field="balance">
          <Highlight change={change}>{format.money(customer.balance)}</Highlight>
        </Unseen>
      </span>
    </div>
  );
}

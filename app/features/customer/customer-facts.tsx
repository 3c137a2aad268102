import { Badge, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ChangeAuthor, Highlight } from '#app/components/highlight.tsx';
import { useFormat } from '#app/i18n/format.ts';
import { Unseen } from '#app/realtime/absence-unseen.tsx';
import { useRecentChange } from '#app/realtime/recent-changes.ts';
import type { CustomerRowDto } from '#server/features/customer/schema.ts';
import { CustomerStatus, useCustomerStatus } from './customer-status.tsx';
import './customer-page.css';

/** The derived status, with the colleague who changed it a moment ago. */
export function Status({ customer }: { customer: CustomerRowDto }) {
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
export function StatusReason({ customer }: { customer: CustomerRowDto }) {
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

export function Balance({ customer }: { customer: CustomerRowDto }) {
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

/** The number by which everyone calls them, and the tags. */
export function IdAndTags({ customer }: { customer: CustomerRowDto }) {
  const { t } = useTranslation('customer');
  return (
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
  );
}

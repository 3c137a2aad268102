import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { Link } from '@remix-run/react';
import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePrefetch } from '#app/components/deferred.tsx';
import { Highlight } from '#app/components/highlight.tsx';
import { useFormat } from '#app/i18n/format.ts';
import { trpc } from '#app/lib/trpc.ts';
import { useRecentChange } from '#app/realtime/recent-changes.ts';
import type { OrderDto } from '#server/features/order/schema.ts';
import { CancelButton } from './cancel-button.tsx';
import { cancelDialog } from './cancel-dialog.ts';
import { OrderCustomer } from './order-customer.tsx';
import { OrderLines } from './order-lines.tsx';
import { OrderOperations } from './order-operations.tsx';
import { OrderStatus } from './order-status.tsx';
import './orders.css';

/** One order (S1-88), live: what it is, what is in it, what was paid and what happened. */
export function OrderPage({ orderId, history }: { orderId: number; history: ReactNode }) {
  const [isCancelling, setCancelling] = useState(false);
  const { data: order } = trpc.order.get.useQuery({ orderId });
  usePrefetch(cancelDialog);
  if (order === undefined) return null;
  return (
    <Stack gap="lg" className="t-order">
      <OrderHead order={order} onCancel={() => setCancelling(true)} />
      <Facts order={order} />
      <OrderLines order={order} />
      <OrderOperations operations={order.operations} />
      {history}
      {isCancelling ? (
        <cancelDialog.Component
          order={order}
          onClose={() => setCancelling(false)}
          onMissing={() => setCancelling(false)}
        />
      ) : null}
    </Stack>
  );
}

function OrderHead({ order, onCancel }: { order: OrderDto; onCancel: () => void }) {
  const { t } = useTranslation('order');
  const change = useRecentChange('order', order.id, 'status');
  return (
    <Stack gap="xs">
      <Anchor component={Link} to="/orders" size="sm" className="t-order-back">
        <IconArrowLeft size={14} stroke={1.75} aria-hidden="true" />
        {t('page.back')}
      </Anchor>
      <Group justify="space-between" gap="sm">
        <Group gap="sm">
          <Title order={1}>{t('page.title', { number: order.number })}</Title>
          <Highlight change={change}>
            <OrderStatus status={order.status} size="lg" />
          </Highlight>
        </Group>
        <CancelButton order={order} onCancel={onCancel} />
      </Group>
      <Cancelled order={order} />
    </Stack>
  );
}

/** By whom, when and why. */
function Cancelled({ order: { cancelled } }: { order: OrderDto }) {
  const { t } = useTranslation('order');
  const format = useFormat();
  if (cancelled === null) return null;
  const at = format.dateTime(cancelled.at);
  return (
    <Text size="sm" c="dimmed" className="t-order-reason">
      {cancelled.by === null
        ? t('page.cancelledBySystem', { at })
        : t('page.cancelledBy', { by: cancelled.by.name, at })}
      <span aria-hidden="true"> · </span>
      {t('page.reason', { reason: cancelled.reason })}
    </Text>
  );
}

function Facts({ order }: { order: OrderDto }) {
  const { t } = useTranslation('order');
  const format = useFormat();
  const change = useRecentChange('order', order.id, 'paid');
  return (
    <Paper withBorder radius="md" p="lg" component="section" aria-label={t('page.facts')}>
      <dl className="t-order-facts">
        <Fact name={t('column.customer')}>
          <OrderCustomer customer={order.customer} />
        </Fact>
        <Fact name={t('column.createdAt')}>{format.dateTime(order.createdAt)}</Fact>
        <Fact name={t('column.operator')}>{order.operator?.name ?? t('noOperator')}</Fact>
        <Fact name={t('column.sum')}>{format.money(order.sum)}</Fact>
        <Fact name={t('column.paid')}>
          <Highlight change={change}>{format.money(order.paid)}</Highlight>
        </Fact>
      </dl>
    </Paper>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

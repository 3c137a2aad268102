import { Paper, Text, Title } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '#app/lib/trpc.ts';
import { useRecentChange } from '#app/realtime/recent-changes.ts';
import { ActivityItem } from './activity-item.tsx';
import { useEventWords } from './event-words.ts';
import './activity.css';

/** What happened to an order, newest first, live. */
export function OrderHistory({ orderId }: { orderId: number }) {
  const { t } = useTranslation('event');
  const headingId = useId();
  const toWords = useEventWords();
  const change = useRecentChange('order', orderId);
  const { data: events } = trpc.event.listOfOrder.useQuery({ orderId });
  if (events === undefined) return null;
  return (
    <section aria-labelledby={headingId}>
      <Title order={2} size="h4" mb="xs" id={headingId}>
        {t('ofOrder.title')}
      </Title>
      {events.length === 0 ? (
        <Text c="dimmed" size="sm">
          {t('ofOrder.empty')}
        </Text>
      ) : (
        <Paper withBorder radius="md">
          <ol className="t-events" aria-labelledby={headingId}>
            {events.map((event) => (
              <ActivityItem
                key={event.id}
                event={event}
                words={toWords(event)}
                change={change?.eventId === event.id ? change : null}
              />
            ))}
          </ol>
        </Paper>
      )}
    </section>
  );
}

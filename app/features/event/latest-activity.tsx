import { Anchor, Group, Text, Title } from '@mantine/core';
import { Link } from '@remix-run/react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '#app/lib/trpc.ts';
import { useRecentChange } from '#app/realtime/recent-changes.ts';
import { ActivityItem } from './activity-item.tsx';
import { useEventWords } from './event-words.ts';
import './activity.css';

const shownMax = 5;

/** The last few events beside the page, where the screen is wide enough. */
export function LatestActivity({ customerId }: { customerId: number }) {
  const { t } = useTranslation('event');
  const headingId = useId();
  const toWords = useEventWords();
  const change = useRecentChange('customer', customerId);
  const { data } = trpc.event.list.useQuery({ customerId });
  if (data === undefined) return null;
  return (
    <section aria-labelledby={headingId}>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4" id={headingId}>
          {t('latest')}
        </Title>
        {data.rows.length === 0 ? null : (
          <Anchor component={Link} size="sm" to={`/customers/${String(customerId)}/activity`}>
            {t('all')}
          </Anchor>
        )}
      </Group>
      {data.rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('emptyTitle')}
        </Text>
      ) : (
        <ol className="t-events" data-brief="true">
          {data.rows.slice(0, shownMax).map((event) => (
            <ActivityItem
              key={event.id}
              event={event}
              words={toWords(event)}
              change={change?.eventId === event.id ? change : null}
              isBrief
            />
          ))}
        </ol>
      )}
    </section>
  );
}

import { Button, Group, Skeleton, Stack } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Delayed } from '#app/components/delayed.tsx';
import { EmptyState, ErrorState } from '#app/components/states.tsx';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { errorDataOf } from '#app/lib/errors.ts';
import { trpc } from '#app/lib/trpc.ts';
import { useRecentChange } from '#app/realtime/recent-changes.ts';
import type { ListEventsInput } from '#server/features/event/schema.ts';
import { ActivityItem } from './activity-item.tsx';
import { useEventWords } from './event-words.ts';
import './activity.css';

/** Every event of a customer, newest first, live; earlier ones come on request. */
export function ActivityList({ customerId }: { customerId: number }) {
  const { t } = useTranslation('event');
  const [pages, setPages] = useState(1);
  const first = trpc.event.list.useQuery({ customerId });
  if (first.data?.rows.length === 0) {
    return <EmptyState icon={IconHistory} title={t('emptyTitle')} description={t('emptyText')} />;
  }
  return (
    <ol className="t-events" aria-label={t('title')}>
      <ActivityPages input={{ customerId }} pagesLeft={pages} onMore={() => setPages(pages + 1)} />
    </ol>
  );
}

interface PagesProps {
  input: ListEventsInput;
  pagesLeft: number;
  onMore: () => void;
}

/** A page and, if wanted, the one before it: each goes on from the last event of the former. */
function ActivityPages({ input, pagesLeft, onMore }: PagesProps) {
  const { t } = useTranslation('event');
  const toWords = useEventWords();
  const query = trpc.event.list.useQuery(input);
  const change = useRecentChange('customer', input.customerId);
  const page = query.data;
  if (page === undefined) return <Waiting query={query} />;
  const last = page.rows.at(-1);
  return (
    <>
      {page.rows.map((event) => (
        <ActivityItem
          key={event.id}
          event={event}
          words={toWords(event)}
          change={change?.eventId === event.id ? change : null}
        />
      ))}
      {page.hasMore && pagesLeft === 1 ? (
        <li className="t-events-more">
          <Button variant="subtle" onClick={onMore}>
            {t('more')}
          </Button>
        </li>
      ) : null}
      {page.hasMore && pagesLeft > 1 && last !== undefined ? (
        <ActivityPages
          input={{ ...input, beforeVersion: last.version }}
          pagesLeft={pagesLeft - 1}
          onMore={onMore}
        />
      ) : null}
    </>
  );
}

function Waiting({ query }: { query: ReturnType<typeof trpc.event.list.useQuery> }) {
  const errorText = useErrorText();
  return (
    <li>
      {query.isError ? (
        <ErrorState
          text={errorText(query.error)}
          requestId={errorDataOf(query.error)?.requestId ?? null}
          onRetry={() => void query.refetch()}
        />
      ) : (
        <Delayed>
          <Stack gap="md" p="md">
            {Array.from({ length: 5 }, (_, index) => (
              <Group key={index} wrap="nowrap">
                <Skeleton h={26} w={26} circle />
                <Skeleton h={12} style={{ flex: 1 }} />
              </Group>
            ))}
          </Stack>
        </Delayed>
      )}
    </li>
  );
}

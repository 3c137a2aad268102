import { Button, Group, Skeleton, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Delayed } from '#app/components/delayed.tsx';
import { ErrorState } from '#app/components/states.tsx';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { errorDataOf } from '#app/lib/errors.ts';
import { trpc } from '#app/lib/trpc.ts';
import { useRecentChange } from '#app/realtime/recent-changes.ts';
import type { ListEventsInput, TandemEvent } from '#server/features/event/schema.ts';
import { ActivityItem } from './activity-item.tsx';
import { useEventWords } from './event-words.ts';
import { isUndoable, undoingById } from './undone.ts';
import { UndoWindow } from './undo-window.tsx';

interface Props {
  input: ListEventsInput;
  renderUndo: (event: TandemEvent) => ReactNode;
  /** Stands there when there is nothing to list. */
  empty: ReactNode;
}

/** The events that are asked for, newest first, live; earlier ones come on request. */
export function ActivityList({ input, renderUndo, empty }: Props) {
  const { t } = useTranslation('event');
  const [pages, setPages] = useState(1);
  const first = trpc.event.list.useQuery(input);
  // What a filter leaves out may still be what took an event back.
  const latest = trpc.event.list.useQuery({ customerId: input.customerId });
  if (first.data?.rows.length === 0) return empty;
  return (
    <ol className="t-events" aria-label={t('title')}>
      <ActivityPages
        input={input}
        newer={latest.data?.rows ?? []}
        pagesLeft={pages}
        onMore={() => setPages(pages + 1)}
        renderUndo={renderUndo}
      />
    </ol>
  );
}

interface PagesProps {
  input: ListEventsInput;
  /** Events that this page's may be explained by. */
  newer: readonly TandemEvent[];
  pagesLeft: number;
  onMore: () => void;
  renderUndo: (event: TandemEvent) => ReactNode;
}

/** A page and, if wanted, the one before it: each goes on from the last event of the former. */
function ActivityPages({ input, newer, pagesLeft, onMore, renderUndo }: PagesProps) {
  const { t } = useTranslation('event');
  const query = trpc.event.list.useQuery(input);
  const page = query.data;
  if (page === undefined) return <Waiting query={query} />;
  const last = page.rows.at(-1);
  const known = [...newer, ...page.rows];
  return (
    <>
      <Rows customerId={input.customerId} rows={page.rows} known={known} renderUndo={renderUndo} />
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
          newer={known}
          pagesLeft={pagesLeft - 1}
          onMore={onMore}
          renderUndo={renderUndo}
        />
      ) : null}
    </>
  );
}

interface RowsProps {
  customerId: number;
  rows: readonly TandemEvent[];
  /** These and the newer ones. */
  known: readonly TandemEvent[];
  renderUndo: (event: TandemEvent) => ReactNode;
}

function Rows({ customerId, rows, known, renderUndo }: RowsProps) {
  const toWords = useEventWords();
  const change = useRecentChange('customer', customerId);
  const undoing = undoingById(known);
  const timeOf = (eventId: string) => known.find(({ id }) => id === eventId)?.time;
  return rows.map((event) => (
    <ActivityItem
      key={event.id}
      event={event}
      words={toWords(event, timeOf)}
      change={change?.eventId === event.id ? change : null}
      undoing={undoing.get(event.id)}
      action={
        isUndoable(event, known) ? (
          <UndoWindow time={event.time}>{renderUndo(event)}</UndoWindow>
        ) : null
      }
    />
  ));
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

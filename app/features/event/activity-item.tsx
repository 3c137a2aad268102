import { Text } from '@mantine/core';
import { IconSettings } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HighlightedChange } from '#app/components/highlight.tsx';
import { highlightProps } from '#app/components/highlight.tsx';
import { Initials, InitialsIcon } from '#app/components/initials.tsx';
import { useFormat } from '#app/i18n/format.ts';
import { useNow } from '#app/i18n/use-now.ts';
import type { TandemEvent } from '#server/features/event/schema.ts';
import { EventDetails } from './event-details.tsx';
import type { EventWords } from './event-words.ts';

interface Props {
  event: TandemEvent;
  words: EventWords;
  /** Set while this is a colleague's news. */
  change: HighlightedChange | null;
  /** The event that took this one back. */
  undoing?: TandemEvent | undefined;
  /** Only what happened, without reasons and values. */
  isBrief?: boolean;
  /** What can be done about it, at the end of the row. */
  action?: ReactNode;
}

/** One event: who, when, what, and what it changed. */
export function ActivityItem({ event, words, change, undoing, isBrief = false, action }: Props) {
  const { t } = useTranslation('event');
  const author = event.author?.name ?? t('system');
  const { className = '', ...changed } = highlightProps(change);
  return (
    <li className={`t-event ${className}`} data-brief={isBrief} {...changed}>
      {event.author === null ? (
        <InitialsIcon>
          <IconSettings size={16} stroke={1.5} aria-hidden="true" />
        </InitialsIcon>
      ) : (
        <Initials name={author} size="sm" tone={change === null ? 'neutral' : 'colleague'} />
      )}
      <div className="t-event-body">
        <Text fw={500} size="sm" className="t-event-title">
          {words.title}
        </Text>
        {isBrief ? null : <EventDetails details={words.details} />}
        <Text size="xs" c="dimmed">
          {author}
          <span aria-hidden="true"> · </span>
          <EventTime iso={event.time} isBrief={isBrief} />
          {undoing === undefined || isBrief ? null : <Undone by={undoing} />}
        </Text>
      </div>
      {action}
    </li>
  );
}

/** That it holds no more: by whom, when. */
function Undone({ by }: { by: TandemEvent }) {
  const { t } = useTranslation('event');
  const format = useFormat();
  const author = by.author?.name ?? t('system');
  return (
    <>
      <span aria-hidden="true"> · </span>
      {t('undoneBy', { author, time: format.time(by.time) })}
    </>
  );
}

const recentMs = 7 * 24 * 3_600_000;

/** The exact time where there is room; in the narrow column how long ago, or the day. */
function EventTime({ iso, isBrief }: { iso: string; isBrief: boolean }) {
  const format = useFormat();
  const now = useNow();
  const exact = format.dateTime(iso);
  const at = Date.parse(iso);
  // The page's clock ticks now and then: an event is never said to be still to come.
  const brief = now - at < recentMs ? format.relative(iso, Math.max(now, at)) : format.date(iso);
  return (
    <time dateTime={iso} title={exact}>
      {isBrief ? brief : exact}
    </time>
  );
}

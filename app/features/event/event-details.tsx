import { Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventDetail } from './event-detail.ts';

/** So many lines tell what an event is about; the rest is asked for. */
const shownMax = 5;

/** What an event changed, line by line: long values and long lists are shortened until asked for. */
export function EventDetails({ details }: { details: readonly EventDetail[] }) {
  const { t } = useTranslation('event');
  const [isWhole, setWhole] = useState(false);
  // Hiding a single line takes as much room as showing it.
  const shown = details.length > shownMax + 1 && !isWhole ? details.slice(0, shownMax) : details;
  const isShort = shown.length < details.length || details.some(({ whole }) => whole !== null);
  return (
    <>
      {shown.map(({ text, whole }) => (
        <Text key={text} size="sm" c="dimmed" className="t-event-detail tabular">
          {isWhole ? (whole ?? text) : text}
        </Text>
      ))}
      {isShort ? (
        <UnstyledButton
          className="t-event-whole"
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
        >
          {t(isWhole ? 'detail.less' : 'detail.whole')}
        </UnstyledButton>
      ) : null}
    </>
  );
}

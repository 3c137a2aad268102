import type { ReactNode } from 'react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import type { UnseenChange } from './absence.ts';
import { useUnseenChange } from './absence-store.ts';
import './absence.css';

interface Mark {
  /** For the element that holds the value: the tint, and the place that the focus is put on. */
  props: {
    'data-unseen'?: string;
    'data-tinted'?: true;
    tabIndex?: -1;
    'aria-describedby'?: string;
  };
  /** Author and time, to stand after the value; null once it is seen. */
  author: ReactNode;
}

/**
 * For a value that colleagues changed while the reader was away. The element stays the same one, so
 * that an input within it keeps its focus.
 *
 * @param field as events name it; null for a value that nobody changes by hand
 */
export function useUnseenMark(customerId: number, field: string | null): Mark {
  const id = useId();
  const change = useUnseenChange(customerId, field);
  if (change === null) return { props: {}, author: null };
  return {
    props: {
      'data-unseen': change.field,
      'data-tinted': true,
      tabIndex: -1,
      'aria-describedby': id,
    },
    author: <Author id={id} change={change} />,
  };
}

function Author({ id, change }: { id: string; change: UnseenChange }) {
  const { t } = useTranslation('presence');
  const format = useFormat();
  // Of today the time says it all. There is nothing unseen before the browser took over the page.
  const isToday = format.isoDay(change.at) === format.isoDay(new Date().toISOString());
  const at = isToday ? format.time(change.at) : format.dateTime(change.at);
  return (
    <span id={id} className="t-unseen-author">
      {change.author === null ? at : t('away.author', { name: change.author.name, at })}
    </span>
  );
}

interface Props {
  customerId: number;
  field: string;
  children: ReactNode;
}

/** The same as an element of its own, for values without a frame. */
export function Unseen({ customerId, field, children }: Props) {
  const { t } = useTranslation('presence');
  const { props, author } = useUnseenMark(customerId, field);
  const named = author === null ? {} : { role: 'group', 'aria-label': t('away.unseen') };
  return (
    <span className="t-unseen" {...props} {...named}>
      {children}
      {author}
    </span>
  );
}

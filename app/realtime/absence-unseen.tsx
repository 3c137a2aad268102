import type { ReactNode } from 'react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import { useUnseenChange } from './absence-store.ts';
import './absence.css';

interface Props {
  customerId: number;
  /** As events name it. */
  field: string;
  children: ReactNode;
}

/**
 * A value that colleagues changed while the reader was away: tinted until seen, with author and
 * time. Stepping through the changes puts the focus here.
 */
export function Unseen({ customerId, field, children }: Props) {
  const { t } = useTranslation('presence');
  const format = useFormat();
  const id = useId();
  const change = useUnseenChange(customerId, field);
  if (change === null) return children;
  const at = format.dateTime(change.at);
  return (
    <span
      className="t-unseen"
      data-unseen={field}
      tabIndex={-1}
      role="group"
      aria-label={t('away.unseen')}
      aria-describedby={id}
    >
      {children}
      <span id={id} className="t-unseen-author">
        {change.author === null ? at : t('away.author', { name: change.author.name, at })}
      </span>
    </span>
  );
}

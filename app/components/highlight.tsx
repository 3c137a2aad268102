import type { ReactNode } from 'react';
import { initialsOf } from './initials.tsx';
import './highlight.css';

/** A change by somebody else, while it is fresh; `eventId` starts the fade anew. */
export interface HighlightedChange {
  author: { name: string } | null;
  eventId: string;
}

interface Props {
  change: HighlightedChange | null;
  children: ReactNode;
  /** Initials are left out where a row or a card shows them once for all its fields. */
  withAuthor?: boolean;
}

/** A value that fades from violet when a colleague changed it, with that colleague's initials. */
export function Highlight({ change, children, withAuthor = true }: Props) {
  return (
    <span
      key={change?.eventId ?? 'still'}
      className={change ? 't-value t-changed' : 't-value'}
      data-changed={change ? true : undefined}
    >
      {children}
      {withAuthor ? <ChangeAuthor change={change} /> : null}
    </span>
  );
}

/** The initials alone. */
export function ChangeAuthor({ change }: { change: HighlightedChange | null }) {
  if (!change?.author) return null;
  return (
    <span className="t-change-author" title={change.author.name}>
      <span aria-hidden="true">{initialsOf(change.author.name).toUpperCase()}</span>
      <span className="visually-hidden">{change.author.name}</span>
    </span>
  );
}

/** For a row or a card as a whole: `<tr {...highlightProps(change)}>`. */
export function highlightProps(change: HighlightedChange | null): {
  className?: string;
  'data-changed'?: true;
} {
  return change === null ? {} : { className: 't-changed', 'data-changed': true };
}

import { useEffect, useRef, useState } from 'react';
import type { ViewDto } from '#server/features/view/schema.ts';
import type { CustomerQuestion } from '#server/shared/customer-filter.ts';
import { isSameQuestion } from './same-question.ts';

/** What a colleague did to the view that is on the screen. */
export interface ViewNote {
  /** The list follows already · it would, but the reader has changed it · the view is gone. */
  kind: 'followed' | 'offered' | 'gone';
  name: string;
  by: string;
}

interface Options {
  chosenId: number | null;
  view: ViewDto | null;
  question: CustomerQuestion;
  userId: number;
  onOpen: (question: CustomerQuestion, viewId: number | null) => void;
}

/**
 * Who looks at a view as it is follows it when its owner changes it; who has changed the list for
 * themselves is asked. When the view goes, the question stays.
 */
export function useFollowView(options: Options) {
  const { chosenId, view, userId } = options;
  const known = useRef<ViewDto | null>(view);
  const latest = useRef(options);
  const [note, setNote] = useState<(ViewNote & { viewId: number }) | null>(null);
  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    const before = known.current;
    known.current = view;
    if (before === null || before.id !== chosenId) return;
    const { question, onOpen } = latest.current;
    const isOwn = before.owner.id === userId;
    const said = { viewId: before.id, name: before.name, by: before.owner.name };
    if (view === null) {
      setNote(isOwn ? null : { kind: 'gone', ...said });
      onOpen(question, null);
      return;
    }
    if (isSameQuestion(before.params, view.params)) return;
    if (isSameQuestion(question, before.params)) {
      setNote(isOwn ? null : { kind: 'followed', ...said });
      onOpen(view.params, view.id);
    } else if (!isSameQuestion(question, view.params)) {
      setNote(isOwn ? null : { kind: 'offered', ...said });
    }
  }, [view, chosenId, userId]);
  const isAbout = note?.viewId === chosenId || (note?.kind === 'gone' && chosenId === null);
  return { note: isAbout ? note : null, closeNote: () => setNote(null) };
}

import { Button, CloseButton } from '@mantine/core';
import { IconClockPause } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import type { Section, Unseen } from './absence.ts';
import { sectionOf } from './absence.ts';
import { forgetUnseen, stepToNext, useUnseen } from './absence-store.ts';
import { focusPage, focusUnseen } from './absence-focus.ts';
import './absence.css';

interface Props {
  customerId: number;
  /** Opens the part of the page where the change is, if it is not there already. */
  onOpen: (section: Section) => void;
}

/** What happened while the reader was away, above the tabs; it stays until all is seen. */
export function AbsenceStrip({ customerId, onOpen }: Props) {
  const unseen = useUnseen(customerId);
  return (
    <div role="status" className="t-away-place">
      {unseen === null ? null : <Strip customerId={customerId} unseen={unseen} onOpen={onOpen} />}
    </div>
  );
}

function Strip({ customerId, unseen, onOpen }: Props & { unseen: Unseen }) {
  const { t } = useTranslation('presence');
  const words = useSummary(unseen);
  const isLast = unseen.changes.every(({ field }) => field === unseen.current);
  const next = () => {
    const field = stepToNext(customerId);
    if (field === null) {
      focusPage();
      return;
    }
    onOpen(sectionOf(field));
    focusUnseen(field);
  };
  useNextKey(next);
  return (
    <section className="t-away" aria-label={t('away.label')}>
      <IconClockPause size={18} stroke={1.5} aria-hidden="true" />
      <span className="t-away-words">{words}</span>
      <Button size="compact-sm" variant="light" color="violet" aria-keyshortcuts="N" onClick={next}>
        {t(isLast ? 'away.done' : 'away.next')}
        <kbd className="t-away-key" aria-hidden="true">
          {t('away.key')}
        </kbd>
      </Button>
      <CloseButton
        size="sm"
        aria-label={t('away.dismiss')}
        onClick={() => {
          forgetUnseen(customerId);
          focusPage();
        }}
      />
    </section>
  );
}

/** "43 minutes, 12 changes by 3 people"; one person is named. */
function useSummary({ span, changesCount, authors }: Unseen): string {
  const { t } = useTranslation('presence');
  const format = useFormat();
  const words = {
    duration: format.duration(span.toMs - span.fromMs),
    changes: t('away.changes', { count: changesCount }),
  };
  const only = authors[0];
  if (only === undefined) return t('away.summary', words);
  if (authors.length === 1) return t('away.summaryByOne', { ...words, name: only.name });
  return t('away.summaryByMany', {
    ...words,
    people: t('away.people', { count: authors.length }),
  });
}

/** The key, wherever the focus is, unless somebody types or answers a dialog. */
function useNextKey(onNext: () => void) {
  const latest = useRef(onNext);
  useEffect(() => {
    latest.current = onNext;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // The key of that place on the keyboard: with a Cyrillic layout it gives another letter.
      if (event.code !== 'KeyN' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.defaultPrevented || isTyping(event.target)) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"], [role="menu"]') !== null) return true;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input, textarea, select, [role="combobox"]');
}

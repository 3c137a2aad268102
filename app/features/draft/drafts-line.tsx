import { Anchor, CloseButton, Text } from '@mantine/core';
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import { useNow } from '#app/i18n/use-now.ts';
import { useOnline } from '#app/realtime/connection.ts';
import type { DraftRowDto } from '#server/features/draft/schema.ts';
import { useDiscardDraft } from './use-discard-draft.ts';
import { useDrafts } from './use-drafts.ts';
import './drafts-line.css';

/** One's own unfinished work, in a quiet line that leads back to it. */
export function DraftsLine() {
  const { t } = useTranslation('draft');
  const drafts = useDrafts();
  if (drafts.length === 0) return null;
  return (
    <nav className="t-drafts" aria-label={t('title')}>
      <Text size="sm" c="dimmed" aria-hidden="true">
        {t('title')}:
      </Text>
      <ul>
        {drafts.map((draft) => (
          <DraftItem key={draft.customerId ?? 'new'} draft={draft} />
        ))}
      </ul>
    </nav>
  );
}

function DraftItem({ draft }: { draft: DraftRowDto }) {
  const { t } = useTranslation('draft');
  const format = useFormat();
  const isOnline = useOnline();
  const { discard, isPending } = useDiscardDraft();
  const today = format.isoDay(new Date(useNow()).toISOString());
  const { customerId, updatedAt } = draft;
  const name = draft.name ?? t('newCustomer');
  const isToday = format.isoDay(updatedAt) === today;
  return (
    <li>
      <Anchor
        component={Link}
        size="sm"
        to={customerId === null ? '/customers/new' : `/customers/${String(customerId)}`}
      >
        {name}
      </Anchor>
      <Text component="time" size="sm" c="dimmed" dateTime={updatedAt}>
        {isToday ? format.time(updatedAt) : format.date(updatedAt)}
      </Text>
      <CloseButton
        size="sm"
        aria-label={t('discard', { name })}
        disabled={!isOnline || isPending}
        onClick={() => void discard(customerId, name)}
      />
    </li>
  );
}

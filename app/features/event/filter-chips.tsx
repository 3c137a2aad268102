import { Group, UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useDaysCaption } from '#app/i18n/use-days-caption.ts';
import { trpc } from '#app/lib/trpc.ts';
import type { ActivityFilter } from './activity-filter.ts';
import { isFiltered } from './activity-filter.ts';

interface Props {
  customerId: number;
  filter: ActivityFilter;
  onChange: (next: Partial<ActivityFilter>) => void;
  onClear: () => void;
}

/** What is chosen, each with a way out of it. */
export function FilterChips({ customerId, filter, onChange, onClear }: Props) {
  const { t } = useTranslation('event');
  const author = useAuthorName(customerId, filter.authorId);
  const periodCaption = usePeriodCaption();
  if (!isFiltered(filter)) return null;
  const { kinds, authorId, period } = filter;
  return (
    <Group gap="xs" role="group" aria-label={t('filter.chosen')}>
      {kinds.map((kind) => (
        <Chip
          key={kind}
          label={t(`filter.kinds.${kind}`)}
          onRemove={() => onChange({ kinds: kinds.filter((other) => other !== kind) })}
        />
      ))}
      {authorId === null ? null : (
        <Chip label={author} onRemove={() => onChange({ authorId: null })} />
      )}
      {period === null ? null : (
        <Chip label={periodCaption(period)} onRemove={() => onChange({ period: null })} />
      )}
      <UnstyledButton className="t-event-whole" onClick={onClear}>
        {t('filter.clear')}
      </UnstyledButton>
    </Group>
  );
}

function Chip({ label, onRemove }: { label: string; onRemove: () => void }) {
  const { t } = useTranslation('event');
  return (
    <UnstyledButton
      className="t-filter-chip tabular"
      aria-label={t('filter.remove', { name: label })}
      onClick={onRemove}
    >
      {label}
      <IconX size={14} stroke={1.5} aria-hidden="true" />
    </UnstyledButton>
  );
}

/** Who is meant by the address; somebody who never wrote here has no name to show. */
function useAuthorName(customerId: number, authorId: number | null): string {
  const { t } = useTranslation('event');
  const { data } = trpc.event.listAuthors.useQuery({ customerId }, { enabled: authorId !== null });
  return data?.find(({ id }) => id === authorId)?.name ?? t('filter.author');
}

function usePeriodCaption(): (period: NonNullable<ActivityFilter['period']>) => string {
  const { t } = useTranslation('event');
  const ofDays = useDaysCaption();
  return (period) => (typeof period === 'string' ? t(`filter.presets.${period}`) : ofDays(period));
}

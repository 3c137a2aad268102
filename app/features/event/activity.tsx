import { Button, Paper, Stack } from '@mantine/core';
import { IconFilterOff, IconHistory } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '#app/components/states.tsx';
import { useCompanyDay } from '#app/i18n/company-time.tsx';
import type { TandemEvent } from '#server/features/event/schema.ts';
import type { ActivityFilter } from './activity-filter.ts';
import { activityInput, isFiltered } from './activity-filter.ts';
import { ActivityList } from './activity-list.tsx';
import { provideCalendar } from './cache.ts';
import { FilterChips } from './filter-chips.tsx';
import { FilterMenus } from './filter-menus.tsx';
import './activity.css';

interface Props {
  customerId: number;
  filter: ActivityFilter;
  /** The company's day, from the loader: server and browser ask for the same period. */
  today: string;
  onFilter: (filter: ActivityFilter) => void;
  /** The button that takes an event back, as long as that can be done. */
  renderUndo: (event: TandemEvent) => ReactNode;
}

/** The activity of a customer: what of it is asked for, and the events, live. */
export function Activity({ customerId, filter, today, onFilter, renderUndo }: Props) {
  useCalendar();
  const menus = useRef<HTMLDivElement>(null);
  // The chip goes with its filter; the keyboard's place stays among the filters.
  const focusMenus = () => menus.current?.querySelector('button')?.focus();
  const input = activityInput(customerId, filter, today);
  const change = (next: Partial<ActivityFilter>) => onFilter({ ...filter, ...next });
  const clear = () => onFilter({ kinds: [], authorId: null, period: null });
  return (
    <Stack gap="sm" maw={880}>
      <div ref={menus}>
        <FilterMenus customerId={customerId} filter={filter} today={today} onChange={change} />
      </div>
      <FilterChips
        customerId={customerId}
        filter={filter}
        onChange={(next) => {
          change(next);
          focusMenus();
        }}
        onClear={() => {
          clear();
          focusMenus();
        }}
      />
      <Paper withBorder radius="md">
        <ActivityList
          key={JSON.stringify(input)}
          input={input}
          renderUndo={renderUndo}
          empty={<Nothing isFiltered={isFiltered(filter)} onClear={clear} />}
        />
      </Paper>
    </Stack>
  );
}

function useCalendar() {
  const queryClient = useQueryClient();
  const dayOf = useCompanyDay();
  useEffect(() => provideCalendar(queryClient, dayOf), [queryClient, dayOf]);
}

function Nothing({
  isFiltered: isNarrowed,
  onClear,
}: {
  isFiltered: boolean;
  onClear: () => void;
}) {
  const { t } = useTranslation('event');
  if (!isNarrowed) {
    return <EmptyState icon={IconHistory} title={t('emptyTitle')} description={t('emptyText')} />;
  }
  return (
    <EmptyState
      icon={IconFilterOff}
      title={t('filter.emptyTitle')}
      description={t('filter.emptyText')}
      action={
        <Button variant="default" mt="xs" onClick={onClear}>
          {t('filter.clear')}
        </Button>
      }
    />
  );
}

import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { trpc } from '#app/lib/trpc.ts';
import { useOnline } from '#app/realtime/connection.ts';
import type { CustomerRowDto } from '#server/features/customer/schema.ts';
import { fullName } from '../full-name.ts';
import { CommandBox } from './command-box.tsx';
import type { PaletteProps } from './palette-choice.ts';
import type { PaletteItem } from './palette-item.ts';
import { isMeant } from './palette-item.ts';
import { useRecentIds } from './recent-customers.ts';
import { useGoTo } from './use-go-to.ts';
import { usePages, useViews } from './use-pages.ts';
import { useSettings } from './use-settings.ts';

const pauseMs = 150;
const shownMax = 10;

interface Props extends PaletteProps {
  /** Kept while one looks at what can be done with a customer. */
  typed: string;
  onType: (typed: string) => void;
  onActions: (customerId: number) => void;
}

/** Customers by whatever is known of them, pages, and what holds for the reader alone. */
export function FindStep({ typed, onType, onClose, onLanguage, onActions }: Props) {
  const { t } = useTranslation('palette');
  const errorText = useErrorText();
  const isOnline = useOnline();
  const search = typed.trim();
  const found = useFound(search);
  const recent = useRecent();
  const commands = [...usePages(), ...useViews(), ...useSettings(onLanguage)];
  const toItem = useCustomerItem();
  const items =
    search === ''
      ? [...recent.map((row) => toItem(row, 'recent')), ...commands]
      : [
          ...found.rows.map((row) => toItem(row, 'customers')),
          ...commands.filter((command) => isMeant(command, search)),
        ];
  const problem = found.error === null ? null : errorText(found.error);
  return (
    <CommandBox
      label={t('title')}
      placeholder={t('placeholder')}
      typed={typed}
      onType={onType}
      items={items}
      isWaiting={found.isWaiting}
      problem={search === '' ? null : isOnline ? problem : t('offline')}
      summary={
        search === '' || found.isWaiting || problem !== null
          ? ''
          : t('found', { count: found.rows.length })
      }
      onEscape={onClose}
      onClose={onClose}
      onMore={({ customer }) => {
        if (customer !== undefined) onActions(customer.id);
      }}
      hint={t('hint')}
    />
  );
}

/** What the server finds for the last words; a former answer stands until the next one is there. */
function useFound(search: string) {
  const [asked] = useDebouncedValue(search, pauseMs);
  const isAsked = asked !== '' && search !== '';
  const { data, error, isPlaceholderData, isPending } = trpc.customer.list.useQuery(
    { search: asked, pageSize: shownMax },
    {
      enabled: isAsked,
      // Found anew each time; events keep it current while it is on the screen.
      staleTime: 0,
      gcTime: 0,
      placeholderData: keepPreviousData,
      trpc: { abortOnUnmount: true },
    },
  );
  const isBehind = search !== '' && search !== asked;
  const isWaiting = isBehind || (isAsked && error === null && (isPending || isPlaceholderData));
  return { rows: search === '' ? [] : (data?.rows ?? []), error, isWaiting };
}

/** Whoever was removed meanwhile, or is out of sight, is left out. */
function useRecent(): CustomerRowDto[] {
  const ids = useRecentIds();
  const answers = trpc.useQueries((ask) =>
    ids.map((customerId) => ask.customer.get({ customerId })),
  );
  return answers.flatMap(({ data }) => (data === undefined ? [] : [data]));
}

function useCustomerItem() {
  const goTo = useGoTo();
  return (customer: CustomerRowDto, section: 'recent' | 'customers'): PaletteItem => ({
    id: `customer-${String(customer.id)}`,
    label: fullName(customer),
    section,
    customer,
    run: (inNewTab) => goTo(`/customers/${String(customer.id)}`, inNewTab),
  });
}

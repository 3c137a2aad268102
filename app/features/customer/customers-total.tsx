import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Hint } from '#app/components/hint.tsx';
import { useFormat } from '#app/i18n/format.ts';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { trpc } from '#app/lib/trpc.ts';
import type { CustomerPageDto, ListCustomersQuery } from '#server/features/customer/schema.ts';

type Page = Pick<CustomerPageDto, 'total' | 'totalIsCapped'>;

/** The exact number behind "10,000+", once somebody asked for it; it is forgotten with its question. */
function useExactTotal({ search, filter }: Pick<ListCustomersQuery, 'search' | 'filter'>) {
  return trpc.customer.count.useQuery(
    { search, filter },
    { enabled: false, gcTime: 0, retry: false },
  );
}

/** "500", "10,000+" where counting stopped, or the exact number that was asked for. */
export function useTotal(page: Page, params: Pick<ListCustomersQuery, 'search' | 'filter'>) {
  const text = useTotalText(page);
  const format = useFormat();
  const exact = useExactTotal(params).data?.total;
  if (page.totalIsCapped && exact !== undefined) {
    return { count: exact, formatted: format.number(exact) };
  }
  return { count: page.total, formatted: text };
}

/** "500", or "10,000+" where counting stopped, whatever was counted since. */
export function useTotalText(page: Page): string {
  const { t } = useTranslation('customer');
  const formatted = useFormat().number(page.total);
  return page.totalIsCapped ? t('list.atLeast', { formatted }) : formatted;
}

interface Props {
  page: Page;
  params: Pick<ListCustomersQuery, 'search' | 'filter'>;
}

/** How many there are, always stated; where counting stopped early, a way to count on. */
export function CustomersTotal({ page, params }: Props) {
  const { t } = useTranslation('customer');
  const errorText = useErrorText();
  const exact = useExactTotal(params);
  const words = useTotal(page, params);
  const isNarrowed = params.search !== '' || Object.keys(params.filter).length > 0;
  return (
    <Group gap="xs" align="baseline">
      <Text c="dimmed" className="tabular" role="status">
        {isNarrowed ? t('list.found', words) : t('list.total', words)}
      </Text>
      {page.totalIsCapped && exact.data === undefined ? (
        <Hint label={t('list.countHint')}>
          <Button
            size="compact-sm"
            variant="subtle"
            loading={exact.isFetching}
            onClick={() => void exact.refetch()}
          >
            {t('list.count')}
          </Button>
        </Hint>
      ) : null}
      {exact.isError && !exact.isFetching ? (
        <Text size="sm" c="red" role="alert">
          {errorText(exact.error)}
        </Text>
      ) : null}
    </Group>
  );
}

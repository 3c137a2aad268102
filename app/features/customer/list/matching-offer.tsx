import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import { useTotalText } from '../customers-total.tsx';
import type { ListedPage } from './news.ts';
import { usePageMark, useSelection } from './selection.tsx';

/** The whole page is chosen: whether all others that match are meant as well. */
export function MatchingOffer({ page }: { page: ListedPage | undefined }) {
  const mark = usePageMark();
  if (page === undefined || mark !== 'all' || page.total <= page.rows.length) return null;
  return <Offer page={page} />;
}

function Offer({ page }: { page: ListedPage }) {
  const { t } = useTranslation('customer');
  const format = useFormat();
  const { kind, count, selectMatching, widening } = useSelection();
  const formatted = useTotalText(page);
  if (kind === 'matching') {
    return (
      <Text size="sm" c="dimmed" component="span">
        {t('selection.allChosen', { count, formatted: format.number(count) })}
      </Text>
    );
  }
  return (
    <Button size="compact-sm" variant="light" loading={widening !== null} onClick={selectMatching}>
      {t('selection.allMatching', { count: page.total, formatted })}
    </Button>
  );
}

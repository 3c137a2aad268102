import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import type { NewsCounts } from './use-list-news.ts';

interface Props {
  news: NewsCounts;
  isRefreshing: boolean;
  onRefresh: () => void;
}

/** "3 new, 2 no longer match · Refresh": in a place of its own, so that no row moves with it. */
export function NewsLine({ news, isRefreshing, onRefresh }: Props) {
  const { t } = useTranslation('customer');
  const words = useNewsWords(news);
  return (
    <div role="status" className="t-news">
      {news.total === 0 ? null : (
        <>
          <Text size="sm" c="dimmed" component="span">
            {words}
          </Text>
          <Button size="compact-sm" variant="subtle" loading={isRefreshing} onClick={onRefresh}>
            {news.entered === news.total ? t('news.show') : t('news.apply')}
          </Button>
        </>
      )}
    </div>
  );
}

function useNewsWords(news: NewsCounts): string {
  const { t } = useTranslation('customer');
  const format = useFormat();
  return (['entered', 'left', 'removed', 'moved'] as const)
    .filter((kind) => news[kind] > 0)
    .map((kind) => t(`news.${kind}`, { count: news[kind], formatted: format.number(news[kind]) }))
    .join(', ');
}

import { useMemo } from 'react';
import { useNow } from '#app/i18n/use-now.ts';
import type { CustomerQuestion } from '#server/shared/customer-filter.ts';
import type { ListedPage } from './news.ts';
import { movedRows } from './row-order.ts';

export interface NewsCounts {
  entered: number;
  left: number;
  removed: number;
  moved: number;
  total: number;
}

/** What waits to be shown when the page is listed anew, in numbers. */
export function useNewsCounts(
  page: ListedPage | undefined,
  { sort, direction }: Pick<CustomerQuestion, 'sort' | 'direction'>,
): NewsCounts {
  const now = useNow();
  return useMemo(() => {
    const news = page?.news;
    if (page === undefined || news === undefined) {
      return { entered: 0, left: 0, removed: 0, moved: 0, total: 0 };
    }
    const rows = page.rows.filter(({ id }) => !news.left[id] && !news.removed[id]);
    const edges = { hasPrevious: page.previousCursor !== null, hasNext: page.nextCursor !== null };
    const moved = movedRows(
      { rows, originals: news.originals, ...edges },
      { sort, direction },
      new Date(now),
    ).length;
    const [entered, left, removed] = [news.entered, news.left, news.removed].map(
      (marks) => Object.keys(marks).length,
    ) as [number, number, number];
    return { entered, left, removed, moved, total: entered + left + removed + moved };
  }, [page, sort, direction, now]);
}

import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#app/components/toast.ts';
import type { ListedPage } from './news.ts';

interface Listing {
  data: ListedPage | undefined;
  refetch: () => Promise<{ data: ListedPage | undefined }>;
}

/** Where no row stands none can move: who comes is shown at once. */
export function useFirstToCome({ data, refetch }: Listing): void {
  const isWaiting = data?.rows.length === 0 && Object.keys(data.news?.entered ?? {}).length > 0;
  useEffect(() => {
    if (isWaiting) void refetch();
  }, [isWaiting, refetch]);
}

/** Lists the page anew because the reader says so; the focus stays in the list. */
export function useListAnew({ data, refetch }: Listing): () => void {
  const { t } = useTranslation('customer');
  const listAnew = async () => {
    const came = Object.keys(data?.news?.entered ?? {}).map(Number);
    const { data: listed } = await refetch();
    const region = document.querySelector<HTMLElement>('.t-customers-scroll');
    // The button that was pressed is gone with the news.
    if (document.activeElement === document.body) region?.focus({ preventScroll: true });
    if (listed === undefined || came.length === 0) return;
    if (listed.rows.some(({ id }) => came.includes(id))) return;
    showToast({ message: t('news.elsewhere', { count: came.length }) });
  };
  return () => void listAnew();
}

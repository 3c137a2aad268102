import { useMatches } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { PageHandle } from '#app/lib/page-handle.ts';
import { namespaces } from './settings.ts';

function hasTitle(handle: unknown): handle is Required<PageHandle> {
  return typeof handle === 'object' && handle !== null && 'title' in handle;
}

/** The tab's name: of the deepest route that has one, in the reader's language. */
export function PageTitle() {
  const { t } = useTranslation(namespaces);
  const match = useMatches().findLast(({ handle }) => hasTitle(handle));
  const page = hasTitle(match?.handle) ? match.handle.title(t, match.data) : '';
  const title = page === '' ? t('common:appName') : t('common:title', { page });
  return <title>{title}</title>;
}

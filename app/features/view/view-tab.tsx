import { Link } from '@remix-run/react';
import { IconStar, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import type { ViewCountDto } from '#server/features/view/schema.ts';

interface Props {
  to: string;
  name: string;
  isChosen: boolean;
  count?: ViewCountDto | null;
  sharedBy?: string | null;
  isDefault?: boolean;
}

/** Leads to a view; says whose it is and how many it finds. */
export function ViewTab({
  to,
  name,
  isChosen,
  count = null,
  sharedBy = null,
  isDefault = false,
}: Props) {
  const { t } = useTranslation('view');
  const format = useFormat();
  return (
    <Link
      to={{ search: to }}
      className="t-view-tab"
      aria-current={isChosen ? 'page' : undefined}
      preventScrollReset
    >
      {isDefault ? (
        <>
          <IconStar size={14} stroke={1.75} aria-hidden="true" />
          <span className="visually-hidden">{t('isDefault')}</span>
        </>
      ) : null}
      {sharedBy === null ? null : <IconUsers size={14} stroke={1.75} aria-hidden="true" />}
      <span className="t-view-name">{name}</span>
      {sharedBy === null ? null : (
        <span className="visually-hidden">{t('sharedBy', { name: sharedBy })}</span>
      )}
      {count === null ? null : (
        <span className="t-view-count tabular">
          {count.totalIsCapped
            ? t('atLeast', { formatted: format.number(count.total) })
            : format.number(count.total)}
        </span>
      )}
    </Link>
  );
}

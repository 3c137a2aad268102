import { useTranslation } from 'react-i18next';
import type { Days } from '#app/lib/days.ts';
import { useFormat } from './format.ts';

/** "01.02.2026 – 28.02.2026", "since …", "until …", "All time". */
export function useDaysCaption(): (days: Days) => string {
  const { t } = useTranslation('common');
  const format = useFormat();
  return ({ from, to }) => {
    if (from !== undefined && from === to) return format.day(from);
    if (from !== undefined && to !== undefined) {
      return t('dates.between', { from: format.day(from), to: format.day(to) });
    }
    if (from !== undefined) return t('dates.since', { from: format.day(from) });
    if (to !== undefined) return t('dates.until', { to: format.day(to) });
    return t('dates.all');
  };
}

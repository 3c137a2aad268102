import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import type { ExportRow } from './exported.ts';
import './export.css';

/** How far the writing is. It is read out when asked for, never by itself. */
export function ExportProgress({ exported }: { exported: ExportRow }) {
  const { t } = useTranslation('export');
  const format = useFormat();
  const { fileName: name, rowsTotal } = exported;
  // A customer who was added after the counting is written as well.
  const rowsDone = Math.min(exported.rowsDone, rowsTotal);
  const words = t('progress', {
    done: format.number(rowsDone),
    total: format.number(rowsTotal),
  });
  const percent = rowsTotal === 0 ? 0 : (rowsDone / rowsTotal) * 100;
  return (
    <span className="t-export-progress">
      <span
        role="progressbar"
        className="t-export-bar"
        aria-label={t('writing', { name })}
        aria-valuemin={0}
        aria-valuemax={rowsTotal}
        aria-valuenow={rowsDone}
        aria-valuetext={words}
      >
        <span style={{ inlineSize: `${String(percent)}%` }} />
      </span>
      <span className="tabular t-export-count" aria-hidden="true">
        {words}
      </span>
    </span>
  );
}

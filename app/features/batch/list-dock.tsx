import { Anchor } from '@mantine/core';
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { deferred, usePrefetch } from '#app/components/deferred.tsx';
import type { BulkBarProps } from './bulk-bar.tsx';
import { RunLines } from './run-lines.tsx';
import type { Selected } from './selected.ts';
import './batch.css';

const bulkBar = deferred(async () => (await import('./bulk-bar.tsx')).BulkBar);

interface Props extends Omit<BulkBarProps, 'selected'> {
  selected: Selected | null;
}

/**
 * Below the list and always in sight: what is being done to many, and what can be done with those
 * who are selected. What comes and goes here moves no row.
 */
export function ListDock({ selected, ...bar }: Props) {
  usePrefetch(bulkBar);
  return (
    <>
      <div className="t-bulk-dock no-print">
        <RunLines />
        {selected === null ? null : <bulkBar.Component selected={selected} {...bar} />}
      </div>
      <RunsLink />
    </>
  );
}

/** What was done to many before, quietly: it is looked for seldom. */
function RunsLink() {
  const { t } = useTranslation('batch');
  return (
    <Anchor component={Link} to="/batches" size="sm" c="dimmed" className="t-runs-link no-print">
      {t('title')}
    </Anchor>
  );
}

import { Button, Group, Select, SegmentedControl, Title } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import type { BatchDto } from '#server/features/batch/schema.ts';
import type { BatchReason, BatchVerdict } from '#server/shared/batch.ts';
import { batchReasons, batchVerdicts } from '#server/shared/batch.ts';
import type { VerdictFilter } from './verdict-filter.ts';
import { verdictsInput } from './verdict-filter.ts';
import { VerdictPages } from './verdict-pages.tsx';
import { useFreshVerdicts } from './use-fresh-verdicts.ts';

interface Props {
  batch: BatchDto;
  filter: VerdictFilter;
  onFilter: (filter: VerdictFilter) => void;
}

const failures: readonly BatchReason[] = [
  'hasOpenOrders',
  'hasBalance',
  'forbidden',
  'tagGone',
  'internal',
];

function reasonsOf(verdict: BatchVerdict | null): readonly BatchReason[] {
  if (verdict === 'done') return [];
  if (verdict === null) return batchReasons;
  return batchReasons.filter((reason) => failures.includes(reason) === (verdict === 'failed'));
}

/** What has come of each customer, narrowed by verdict and reason. */
export function Verdicts({ batch, filter, onFilter }: Props) {
  const { t } = useTranslation('batch');
  const titleId = useId();
  useFreshVerdicts(batch);
  return (
    <section aria-labelledby={titleId}>
      <Group justify="space-between" gap="sm" p="md">
        <Title order={2} id={titleId}>
          {t('rows.title')}
        </Title>
        <Group gap="sm">
          <VerdictChoice batch={batch} filter={filter} onFilter={onFilter} />
          <ReasonChoice filter={filter} onFilter={onFilter} />
        </Group>
      </Group>
      <Pages key={JSON.stringify(filter)} batchId={batch.id} filter={filter} />
    </section>
  );
}

function VerdictChoice({ batch, filter, onFilter }: Props) {
  const { t } = useTranslation('batch');
  const format = useFormat();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('rows.filter')}
      className="t-run-verdicts"
      value={filter.verdict ?? 'all'}
      onChange={(chosen) => {
        const verdict = batchVerdicts.find((each) => each === chosen) ?? null;
        const { reason } = filter;
        const stays = reason !== null && reasonsOf(verdict).includes(reason);
        onFilter({ verdict, reason: stays ? reason : null });
      }}
      data={[
        { value: 'all', label: t('rows.all', { formatted: format.number(batch.total) }) },
        ...batchVerdicts.map((verdict) => ({
          value: verdict,
          label: t(`rows.${verdict}`, { formatted: format.number(batch[`${verdict}Count`]) }),
        })),
      ]}
    />
  );
}

function ReasonChoice({ filter, onFilter }: Pick<Props, 'filter' | 'onFilter'>) {
  const { t } = useTranslation('batch');
  const offered = reasonsOf(filter.verdict);
  if (offered.length === 0) return null;
  return (
    <Select
      size="xs"
      w={260}
      aria-label={t('rows.reason')}
      allowDeselect={false}
      value={filter.reason ?? ''}
      onChange={(chosen) => {
        const reason = batchReasons.find((each) => each === chosen) ?? null;
        onFilter({ ...filter, reason });
      }}
      data={[
        { value: '', label: t('rows.anyReason') },
        ...offered.map((reason) => ({ value: reason, label: t(`reason.${reason}`) })),
      ]}
    />
  );
}

function Pages({ batchId, filter }: { batchId: number; filter: VerdictFilter }) {
  const { t } = useTranslation('batch');
  const [pages, setPages] = useState(1);
  return (
    <VerdictPages
      input={verdictsInput(batchId, filter)}
      pages={pages}
      more={
        <Button variant="subtle" onClick={() => setPages(pages + 1)}>
          {t('rows.more')}
        </Button>
      }
    />
  );
}

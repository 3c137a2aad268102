import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { Link } from '@remix-run/react';
import { IconStack2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState, ErrorState } from '#app/components/states.tsx';
import { useFormat } from '#app/i18n/format.ts';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { errorDataOf } from '#app/lib/errors.ts';
import { trpc } from '#app/lib/trpc.ts';
import type { BatchDto, ListBatchesInput } from '#server/features/batch/schema.ts';
import { useBatchWords } from './batch-words.ts';
import { batchesInput } from './batches-input.ts';
import { StateBadge } from './state-badge.tsx';
import './batch.css';

/** What has been done to many: the latest first, live. */
export function RunsPage() {
  const { t } = useTranslation('batch');
  const [pages, setPages] = useState(1);
  return (
    <Stack gap="md">
      <Title order={1}>{t('title')}</Title>
      <Paper withBorder radius="md">
        <Runs input={batchesInput} pagesLeft={pages} onMore={() => setPages(pages + 1)} />
      </Paper>
    </Stack>
  );
}

interface RunsProps {
  input: ListBatchesInput;
  pagesLeft: number;
  onMore: () => void;
}

function Runs({ input, pagesLeft, onMore }: RunsProps) {
  const { t } = useTranslation('batch');
  const errorText = useErrorText();
  const query = trpc.batch.list.useQuery(input);
  if (query.isError && query.data === undefined) {
    return (
      <ErrorState
        text={errorText(query.error)}
        requestId={errorDataOf(query.error)?.requestId ?? null}
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (query.data === undefined) return null;
  const { rows, hasMore } = query.data;
  const last = rows.at(-1);
  if (last === undefined) {
    return input.beforeId === undefined ? (
      <EmptyState
        icon={IconStack2}
        title={t('runs.emptyTitle')}
        description={t('runs.emptyText')}
      />
    ) : null;
  }
  return (
    <>
      <ul className="t-runs">
        {rows.map((batch) => (
          <RunItem key={batch.id} batch={batch} />
        ))}
      </ul>
      {hasMore && pagesLeft === 1 ? (
        <Group justify="center" p="sm">
          <Button variant="subtle" onClick={onMore}>
            {t('runs.more')}
          </Button>
        </Group>
      ) : null}
      {hasMore && pagesLeft > 1 ? (
        <Runs input={{ beforeId: last.id }} pagesLeft={pagesLeft - 1} onMore={onMore} />
      ) : null}
    </>
  );
}

function RunItem({ batch }: { batch: BatchDto }) {
  const { t } = useTranslation('batch');
  const format = useFormat();
  const words = useBatchWords();
  const { author, createdAt } = batch;
  return (
    <li>
      <div className="t-runs-what">
        <Anchor component={Link} to={`/batches/${String(batch.id)}`} fw={500}>
          {words.title(batch)}
        </Anchor>
        <Text size="sm" c="dimmed">
          {t('page.startedBy', { name: author.name, at: format.dateTime(createdAt) })}
        </Text>
      </div>
      <Text size="sm" c="dimmed" className="tabular">
        {words.counts(batch)}
      </Text>
      <StateBadge state={batch.state} />
    </li>
  );
}

import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { Link } from '@remix-run/react';
import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import { useActor } from '#app/lib/session.ts';
import { trpc } from '#app/lib/trpc.ts';
import { useOnline } from '#app/realtime/connection.ts';
import type { BatchDto } from '#server/features/batch/schema.ts';
import { mayStop } from '../batch-rights.ts';
import { isRunning, useBatchWords } from '../batch-words.ts';
import { ProgressBar } from '../progress-bar.tsx';
import { StateBadge } from '../state-badge.tsx';
import { useRunCommands } from '../use-run-commands.ts';
import { UndoRun } from './undo-run.tsx';
import type { VerdictFilter } from './verdict-filter.ts';
import { Verdicts } from './verdicts.tsx';
import '../batch.css';

interface Props {
  batchId: number;
  filter: VerdictFilter;
  onFilter: (filter: VerdictFilter) => void;
  /** What takes the verdicts out; the route puts it together. */
  exportButton?: ReactNode;
}

/** One run: what, who, when, how far, and what has come of each customer. */
export function RunPage({ batchId, filter, onFilter, exportButton }: Props) {
  const { data: batch } = trpc.batch.get.useQuery({ batchId });
  if (batch === undefined) return null;
  return (
    <Stack gap="md">
      <RunHead batch={batch} exportButton={exportButton} />
      <Paper withBorder radius="md">
        <Verdicts batch={batch} filter={filter} onFilter={onFilter} />
      </Paper>
    </Stack>
  );
}

function RunHead({ batch, exportButton }: { batch: BatchDto; exportButton: ReactNode }) {
  const { t } = useTranslation('batch');
  const actor = useActor();
  const isOnline = useOnline();
  const words = useBatchWords();
  const { stop, isPending } = useRunCommands();
  return (
    <header>
      <Link to="/batches" className="t-customer-back">
        <IconArrowLeft size={16} stroke={1.75} aria-hidden="true" />
        {t('page.back')}
      </Link>
      <Group justify="space-between" align="flex-start" gap="md">
        <Stack gap={4}>
          <Group gap="sm" align="center">
            <Title order={1}>{words.title(batch)}</Title>
            <StateBadge state={batch.state} />
          </Group>
          <Facts batch={batch} />
        </Stack>
        <Group gap="xs" align="center">
          {exportButton}
          {mayStop(actor, batch) ? (
            <Button
              variant="default"
              disabled={!isOnline}
              loading={isPending}
              onClick={() => stop(batch.id)}
            >
              {t('stop')}
            </Button>
          ) : null}
          <UndoRun batch={batch} />
        </Group>
      </Group>
      {isRunning(batch) ? (
        <Stack gap={6} mt="sm">
          <Text size="sm" className="tabular">
            {words.progress(batch)}
          </Text>
          <div className="t-run-bar-whole">
            <ProgressBar batch={batch} />
          </div>
        </Stack>
      ) : null}
    </header>
  );
}

/** Who started and stopped it and when, why, and what it has to do with another run. */
function Facts({ batch }: { batch: BatchDto }) {
  const { t } = useTranslation('batch');
  const format = useFormat();
  const words = useBatchWords();
  const { author, createdAt, finishedAt, stoppedBy, reason, undoes, undoneById } = batch;
  const at = finishedAt === null ? '' : format.dateTime(finishedAt);
  return (
    <div className="t-run-facts">
      <Text size="sm" c="dimmed">
        {t('page.startedBy', { name: author.name, at: format.dateTime(createdAt) })}
      </Text>
      {finishedAt !== null && stoppedBy === null ? (
        <Text size="sm" c="dimmed">
          {t('page.endedAt', { at })}
        </Text>
      ) : null}
      {finishedAt !== null && stoppedBy !== null ? (
        <Text size="sm" c="dimmed">
          {t('page.stoppedBy', { name: stoppedBy.name, at })}
        </Text>
      ) : null}
      <Text size="sm" role="status" className="tabular">
        {isRunning(batch) ? null : words.counts(batch)}
      </Text>
      {reason === null ? null : <Text size="sm">{t('page.reason', { reason })}</Text>}
      {undoes === null ? null : (
        <Anchor component={Link} size="sm" to={`/batches/${String(undoes.batchId)}`}>
          {t('page.undoes')}
        </Anchor>
      )}
      {undoneById === null ? null : (
        <Anchor component={Link} size="sm" to={`/batches/${String(undoneById)}`}>
          {t('page.undoneBy')}
        </Anchor>
      )}
    </div>
  );
}

import { Anchor, Button, Text } from '@mantine/core';
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '#app/components/avatar.tsx';
import { useFormat } from '#app/i18n/format.ts';
import { useActor, useSession } from '#app/lib/session.ts';
import { trpc } from '#app/lib/trpc.ts';
import { useOnline } from '#app/realtime/connection.ts';
import type { BatchDto } from '#server/features/batch/schema.ts';
import { mayStop } from './batch-rights.ts';
import { isRunning, useBatchWords } from './batch-words.ts';
import { batchesInput } from './batches-input.ts';
import { ProgressBar } from './progress-bar.tsx';
import { useRunCommands } from './use-run-commands.ts';
import './batch.css';

/** More than a few would hide the list that they are about. */
const linesMax = 3;

/** What is being done to many right now, by whomever: a quiet line each. */
export function RunLines() {
  const { t } = useTranslation('batch');
  const format = useFormat();
  const { data } = trpc.batch.list.useQuery(batchesInput);
  const running = (data?.rows ?? []).filter(isRunning);
  if (running.length === 0) return null;
  const rest = running.length - linesMax;
  return (
    <section className="t-run-lines" aria-label={t('lines.label')}>
      <ul>
        {running.slice(0, linesMax).map((batch) => (
          <RunLine key={batch.id} batch={batch} />
        ))}
      </ul>
      {rest > 0 ? (
        <Anchor component={Link} to="/batches" size="sm">
          {t('lines.more', { formatted: format.number(rest) })}
        </Anchor>
      ) : null}
    </section>
  );
}

function RunLine({ batch }: { batch: BatchDto }) {
  const { t } = useTranslation('batch');
  const actor = useActor();
  const { user } = useSession();
  const isOnline = useOnline();
  const words = useBatchWords();
  const { stop, isPending } = useRunCommands();
  const what = words.title(batch);
  return (
    <li className="t-run-line">
      {batch.author.id === user.id ? null : (
        <Avatar name={batch.author.name} size="xs" label={null} />
      )}
      <Text size="sm" className="t-run-line-words tabular">
        {words.progress(batch)}
      </Text>
      <ProgressBar batch={batch} />
      <Anchor
        component={Link}
        to={`/batches/${String(batch.id)}`}
        size="sm"
        aria-label={t('detailsName', { what })}
      >
        {t('details')}
      </Anchor>
      {mayStop(actor, batch) ? (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('stopName', { what })}
          disabled={!isOnline}
          loading={isPending}
          onClick={() => stop(batch.id)}
        >
          {t('stop')}
        </Button>
      ) : null}
    </li>
  );
}

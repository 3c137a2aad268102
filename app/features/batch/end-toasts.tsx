import { useCallbackRef } from '@mantine/hooks';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#app/components/toast.ts';
import { useActor } from '#app/lib/session.ts';
import type { BatchDto } from '#server/features/batch/schema.ts';
import { mayUndo } from './batch-rights.ts';
import { useBatchWords } from './batch-words.ts';
import { onEnded } from './ended-runs.ts';
import { useRunCommands } from './use-run-commands.ts';

/** Says what has come of one's own runs, on whichever page one is by then. */
export function EndToasts() {
  const { t } = useTranslation('batch');
  const actor = useActor();
  const words = useBatchWords();
  const { undo } = useRunCommands();
  const say = useCallbackRef((batch: BatchDto) => {
    const isUndoable = mayUndo(actor, batch, Date.now());
    showToast({
      message: words.ended(batch),
      tone: batch.failedCount > 0 ? 'failed' : 'done',
      link: { label: t('details'), to: `/batches/${String(batch.id)}` },
      ...(isUndoable ? { undo: () => undo(batch.id) } : {}),
    });
  });
  useEffect(() => onEnded(say), [say]);
  return null;
}

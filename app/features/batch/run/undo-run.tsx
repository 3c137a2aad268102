import { Button, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import { useNow } from '#app/i18n/use-now.ts';
import { useActor } from '#app/lib/session.ts';
import { useOnline } from '#app/realtime/connection.ts';
import type { BatchDto } from '#server/features/batch/schema.ts';
import { mayUndo, undoUntil } from '../batch-rights.ts';
import { useRunCommands } from '../use-run-commands.ts';

/** Takes a run back for as long as that is possible, and says how long; a removal stays. */
export function UndoRun({ batch }: { batch: BatchDto }) {
  const { t } = useTranslation('batch');
  const format = useFormat();
  const actor = useActor();
  const isOnline = useOnline();
  const now = useNow();
  const { undo, isPending } = useRunCommands();
  const until = undoUntil(batch);
  const isOver = useIsOver(until);
  if (batch.action === 'remove' && until !== null) {
    return (
      <Text size="sm" c="dimmed">
        {t('page.notUndoable')}
      </Text>
    );
  }
  if (until === null || isOver || !mayUndo(actor, batch, now)) return null;
  return (
    <>
      <Text size="sm" c="dimmed" className="tabular">
        {t('page.undoLeft', { duration: format.duration(until - now) })}
      </Text>
      <Button
        variant="default"
        disabled={!isOnline}
        loading={isPending}
        onClick={() => undo(batch.id)}
      >
        {t('page.undo')}
      </Button>
    </>
  );
}

/** To the second, although the page's clock ticks more slowly. */
function useIsOver(until: number | null): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    if (until === null) return;
    setOver(false);
    const timer = setTimeout(() => setOver(true), Math.max(until - Date.now(), 0));
    return () => clearTimeout(timer);
  }, [until]);
  return isOver;
}

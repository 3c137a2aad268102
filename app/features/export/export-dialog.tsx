import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#app/components/dialog.tsx';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { errorDataOf } from '#app/lib/errors.ts';
import { trpc } from '#app/lib/trpc.ts';
import { useOnline } from '#app/realtime/connection.ts';
import { directRowsMax } from '#server/features/export/schema.ts';
import { ExportForm } from './export-form.tsx';
import { ExportProgress } from './export-progress.tsx';
import type { Exported, ExportRow } from './exported.ts';
import { comesByItself, fileAddress, isRunning } from './own-exports.ts';
import type { ExportChoice } from './use-export-choice.ts';
import { countOf, useExportChoice } from './use-export-choice.ts';
import { useExportCommands } from './use-export-commands.ts';
import { useExports } from './use-exports.ts';

interface Props {
  exported: Exported;
  onClose: () => void;
}

/**
 * Which format, which columns, whom; then how far it is. It can be closed at any time: the writing
 * goes on, and the notice on the page tells the rest.
 */
export function ExportDialog({ exported: what, onClose }: Props) {
  const [orderedId, setOrderedId] = useState<number | null>(null);
  const ordered = useExports().find(({ id }) => id === orderedId);
  if (ordered !== undefined) {
    return <OrderedDialog exported={ordered} onAgain={setOrderedId} onClose={onClose} />;
  }
  return <OrderDialog what={what} onOrdered={setOrderedId} onClose={onClose} />;
}

interface OrderDialogProps {
  what: Exported;
  onOrdered: (exportId: number) => void;
  onClose: () => void;
}

function OrderDialog({ what, onOrdered, onClose }: OrderDialogProps) {
  const { t } = useTranslation('export');
  const isOnline = useOnline();
  const choice = useExportChoice(what);
  const { send, isPending, problem } = useOrder({ what, choice, onOrdered });
  const { isAtLeast, count } = countOf(what, choice.values);
  const isLarge = isAtLeast || (count ?? 0) > directRowsMax;
  return (
    <Dialog
      opened
      onClose={onClose}
      title={what.kind === 'batch' ? t('titleBatch') : t('title')}
      confirmLabel={t('submit')}
      onConfirm={send}
      isPending={isPending}
      disabledReason={isOnline ? (isWidening(what, choice) ? t('widening') : null) : t('offline')}
      error={problem}
    >
      <ExportForm what={what} choice={choice} />
      {isLarge ? (
        <Text size="sm" c="dimmed">
          {t('background')}
        </Text>
      ) : null}
    </Dialog>
  );
}

/** Those who are chosen would be all that match in a moment. */
function isWidening(what: Exported, { values }: ExportChoice): boolean {
  const chosen = what.kind === 'customers' && values.whom === 'chosen' ? what.chosen : null;
  return chosen?.kind === 'named' && chosen.isWidening;
}

interface OrderOptions {
  what: Exported;
  choice: ExportChoice;
  onOrdered: (exportId: number) => void;
}

/** Whatever fails leaves the choice as it is, to be sent again. */
function useOrder({ what, choice, onOrdered }: OrderOptions) {
  const { t } = useTranslation('export');
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const { start } = useExportCommands();
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  /** Those who were named one by one are noted on the server first. */
  async function selectionOf(): Promise<number | null> {
    const chosen = what.kind === 'customers' ? what.chosen : null;
    if (chosen === null || choice.values.whom !== 'chosen') return null;
    if (chosen.kind === 'matching') return chosen.selectionId;
    const rows = [...chosen.rows];
    return (await utils.client.batch.select.mutate({ kind: 'named', rows })).selectionId;
  }

  const send = () => {
    setProblem(null);
    setPending(true);
    selectionOf()
      .then((selectionId) => start(choice.orderOf(selectionId)))
      .then(
        ({ id }) => onOrdered(id),
        (error: unknown) => setProblem(errorDataOf(error) === null ? t('lost') : errorText(error)),
      )
      .finally(() => setPending(false));
  };
  return { send, isPending, problem };
}

interface OrderedDialogProps {
  exported: ExportRow;
  onAgain: (exportId: number) => void;
  onClose: () => void;
}

function OrderedDialog({ exported, onAgain, onClose }: OrderedDialogProps) {
  const { t } = useTranslation('export');
  const isOnline = useOnline();
  const errorText = useErrorText();
  const { start, stop, isPending } = useExportCommands();
  const [problem, setProblem] = useState<string | null>(null);
  const { state, fileName: name, format, order } = exported;
  const isDone = state === 'ready' && comesByItself(exported);
  useEffect(() => {
    if (isDone) onClose();
  }, [isDone, onClose]);
  const running = isRunning(exported);
  const isFault = state === 'failed' || state === 'stopped';
  const again = () => {
    setProblem(null);
    start({ ...order, format }).then(
      ({ id }) => onAgain(id),
      (error: unknown) => setProblem(errorText(error)),
    );
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={running ? t('running') : t('ended')}
      about={name}
      confirmLabel={running ? t('stop') : isFault ? t('again') : null}
      onConfirm={running ? () => stop(exported) : again}
      isPending={isPending}
      back={{ label: running ? t('leave') : t('close'), onClick: onClose }}
      disabledReason={isOnline || !(running || isFault) ? null : t('offline')}
      error={problem}
    >
      <Stack gap="sm" className="t-export-dialog">
        {running ? <ExportProgress exported={exported} /> : null}
        {isFault ? (
          <Alert
            color="yellow"
            variant="light"
            role="alert"
            icon={<IconAlertTriangle size={18} aria-hidden="true" />}
          >
            {state === 'failed' ? t('failed', { name }) : t('stopped', { name })}
          </Alert>
        ) : null}
        {state === 'ready' ? (
          <Anchor href={fileAddress(exported)} download onClick={onClose}>
            {t('downloadName', { name })}
          </Anchor>
        ) : null}
      </Stack>
    </Dialog>
  );
}

import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface Toast {
  /** What happened, in the reader's words. */
  message: string;
  tone?: 'done' | 'failed';
  /** Takes it back; the toast closes with the click. */
  undo?: () => void;
}

const hosts = new Set<() => void>();
let areWanted = false;

/** Tells the host, which is not loaded before there is something to show. */
export function onToastsWanted(listener: () => void): () => void {
  hosts.add(listener);
  return () => hosts.delete(listener);
}

export function areToastsWanted(): boolean {
  return areWanted;
}

const readingMs = 6000;
/** Long enough to notice a slip and take it back. */
const undoingMs = 10_000;

/** Says what happened, quietly, and offers to take it back. */
export function showToast({ message, tone = 'done', undo }: Toast) {
  areWanted = true;
  for (const listener of hosts) listener();
  const failed = tone === 'failed';
  const id = notifications.show({
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">{message}</Text>
        {undo ? (
          <UndoButton
            onUndo={() => {
              notifications.hide(id);
              undo();
            }}
          />
        ) : null}
      </Group>
    ),
    icon: failed ? <IconAlertTriangle size={18} /> : <IconCheck size={18} />,
    color: failed ? 'red' : 'gray',
    autoClose: undo ? undoingMs : readingMs,
  });
}

function UndoButton({ onUndo }: { onUndo: () => void }) {
  const { t } = useTranslation('common');
  return (
    <Button size="compact-sm" variant="subtle" onClick={onUndo}>
      {t('action.undo')}
    </Button>
  );
}

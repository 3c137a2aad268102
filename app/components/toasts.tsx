import { Anchor, Button, Group, Text } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { Link } from '@remix-run/react';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaidToast } from './toast.ts';
import { onToast, takeEndedToasts, takeToasts } from './toast.ts';

const readingMs = 6000;
/** Long enough to notice a slip and take it back. */
const undoingMs = 15_000;

/** Shows what was said. A success waits for a pause in the reader's software, a failure does not. */
export function Toasts() {
  const { t } = useTranslation('common');
  const closeLabel = t('action.close');
  useEffect(() => {
    const showWaiting = () => {
      for (const toast of takeToasts()) show(toast, closeLabel);
      for (const id of takeEndedToasts()) notifications.hide(id);
    };
    showWaiting();
    return onToast(showWaiting);
  }, [closeLabel]);
  return (
    <section aria-label={t('toasts')}>
      <Notifications position="bottom-right" limit={4} withinPortal={false} />
    </section>
  );
}

function show({ id, message, tone = 'done', undo, link }: SaidToast, closeLabel: string) {
  const failed = tone === 'failed';
  notifications.show({
    id,
    role: failed ? 'alert' : 'status',
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">
          {message}
          {link ? (
            <>
              {' · '}
              <Anchor component={Link} to={link.to} onClick={() => notifications.hide(id)}>
                {link.label}
              </Anchor>
            </>
          ) : null}
        </Text>
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
    icon: failed ? (
      <IconAlertTriangle size={18} aria-hidden="true" />
    ) : (
      <IconCheck size={18} aria-hidden="true" />
    ),
    color: failed ? 'red' : 'gray',
    autoClose: undo ? undoingMs : readingMs,
    closeButtonProps: { 'aria-label': closeLabel },
  });
}

function UndoButton({ onUndo }: { onUndo: () => void }) {
  const { t } = useTranslation('common');
  return (
    <Button size="compact-sm" variant="subtle" flex="none" onClick={onUndo}>
      {t('action.undo')}
    </Button>
  );
}

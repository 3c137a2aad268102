import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { FormEvent, ReactNode } from 'react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  opened: boolean;
  onClose: () => void;
  /** The one question. */
  title: string;
  /** What follows from a yes, in one sentence. */
  consequence?: ReactNode;
  /** The verb on the button. */
  confirmLabel: string;
  onConfirm: () => void;
  /** Waiting for the answer: the contents stay, the dialog can't be closed by a slip. */
  isPending?: boolean;
  /** Why the verb can't be done now (offline …), in words beside the button. */
  disabledReason?: string | null;
  /** What went wrong; the dialog stays as it is. */
  error?: string | null;
  tone?: 'plain' | 'danger';
  children?: ReactNode;
}

/**
 * One question, its consequence, a button that says the verb. Enter confirms; Escape and Cancel
 * close. The first field (or an element with `data-autofocus`) has the focus.
 */
export function Dialog(props: Props) {
  const { opened, onClose, title, isPending = false } = props;
  const { t } = useTranslation('common');
  return (
    <Modal
      opened={opened}
      onClose={isPending ? () => undefined : onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('action.close'), disabled: isPending }}
    >
      <DialogBody {...props} />
    </Modal>
  );
}

function DialogBody(props: Props) {
  const { onClose, consequence, confirmLabel, onConfirm, isPending = false, tone } = props;
  const { t } = useTranslation('common');
  const reasonId = useId();
  const disabledReason = props.disabledReason ?? null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending && disabledReason === null) onConfirm();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {consequence ? (
          <Text c="dimmed" size="sm" component="div">
            {consequence}
          </Text>
        ) : null}
        {props.children}
        {props.error ? (
          <Alert
            color="red"
            variant="light"
            role="alert"
            icon={<IconAlertTriangle size={18} aria-hidden="true" />}
          >
            {props.error}
          </Alert>
        ) : null}
        {disabledReason ? (
          <Text size="sm" c="dimmed" id={reasonId} role="status">
            {disabledReason}
          </Text>
        ) : null}
        <Group justify="flex-end" gap="sm" mt="xs">
          <Button variant="default" onClick={onClose} disabled={isPending}>
            {t('action.cancel')}
          </Button>
          <Button
            type="submit"
            loading={isPending}
            disabled={disabledReason !== null}
            aria-describedby={disabledReason ? reasonId : undefined}
            {...(tone === 'danger' ? { color: 'red' } : {})}
          >
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { FormEvent, ReactNode } from 'react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useReturnFocus } from './use-return-focus.ts';

interface Props {
  opened: boolean;
  onClose: () => void;
  /** The one question. */
  title: string;
  /** Whom or what it is about, in the line below the question. */
  about?: string;
  /** What follows from a yes, in one sentence. */
  consequence?: ReactNode;
  /** The verb on the button; null when there is nothing to confirm any more, only to close. */
  confirmLabel: string | null;
  onConfirm: () => void;
  /** Waiting for the answer: the contents stay, the dialog can't be closed by a slip. */
  isPending?: boolean;
  /** Takes the place of Cancel where there is a step to go back to. */
  back?: { label: string; onClick: () => void } | null;
  /** Why the verb can't be done now (offline …), in words beside the button. */
  disabledReason?: string | null;
  /** What went wrong; the dialog stays as it is. */
  error?: string | null;
  tone?: 'plain' | 'danger';
  children?: ReactNode;
}

/**
 * One question, its consequence, a button that says the verb. Enter confirms; Escape and Cancel
 * close, a click beside it doesn't: what was typed is not lost by a slip. The first field (or an
 * element with `data-autofocus`) has the focus, and what opened the dialog gets it back.
 */
export function Dialog(props: Props) {
  const { opened, onClose, title, isPending = false } = props;
  const { t } = useTranslation('common');
  useReturnFocus(opened);
  return (
    <Modal
      opened={opened}
      onClose={isPending ? () => undefined : onClose}
      closeOnClickOutside={false}
      title={title}
      closeButtonProps={{ 'aria-label': t('action.close'), disabled: isPending }}
    >
      <DialogBody {...props} />
    </Modal>
  );
}

function DialogBody(props: Props) {
  const { about, consequence, confirmLabel, onConfirm, isPending = false } = props;
  const reasonId = useId();
  const disabledReason = props.disabledReason ?? null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending && disabledReason === null && confirmLabel !== null) onConfirm();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {about ? (
          <Text fw={500} className="t-dialog-about">
            {about}
          </Text>
        ) : null}
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
        <Footer {...props} reasonId={reasonId} />
      </Stack>
    </form>
  );
}

function Footer(props: Props & { reasonId: string }) {
  const { onClose, confirmLabel, isPending = false, tone, back = null, reasonId } = props;
  const { t } = useTranslation('common');
  const isDisabled = (props.disabledReason ?? null) !== null;
  const leave = back ?? {
    label: confirmLabel === null ? t('action.close') : t('action.cancel'),
    onClick: onClose,
  };
  return (
    <Group justify="flex-end" gap="sm" mt="xs">
      <Button variant="default" onClick={leave.onClick} disabled={isPending}>
        {leave.label}
      </Button>
      {confirmLabel === null ? null : (
        <Button
          type="submit"
          loading={isPending}
          disabled={isDisabled}
          aria-describedby={isDisabled ? reasonId : undefined}
          {...(tone === 'danger' ? { color: 'red' } : {})}
        >
          {confirmLabel}
        </Button>
      )}
    </Group>
  );
}

import { Alert, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#app/components/dialog.tsx';
import { useFormat } from '#app/i18n/format.ts';
import { useSchemaValidation } from '#app/i18n/use-field-issues.ts';
import { useOnline } from '#app/realtime/connection.ts';
import type { OrderDto } from '#server/features/order/schema.ts';
import { cancelOrderInput, cancelReasonLength, isFinal } from '#server/features/order/schema.ts';
import { isLess, money, subtractMoney } from '#server/shared/money.ts';
import { useCancelOrder } from './use-cancel-order.ts';

const written = cancelOrderInput.pick({ reason: true });

interface Props {
  /** As it is on screen now: moves while the dialog is open. */
  order: OrderDto;
  onClose: () => void;
}

/**
 * Says exactly what returns to the balance, and asks for the reason, which stays whatever the server
 * answers. If the order changed meanwhile it says so; if it ended, there is nothing left but to close.
 */
export function CancelOrderDialog({ order, onClose }: Props) {
  const { t } = useTranslation('order');
  const isOnline = useOnline();
  const { form, submit, command, hasChanged, agree } = useCancelForm(order, onClose);
  const isUnknown = command.attempt?.kind === 'unknown';
  // One's own cancelling may be on the page before its answer: that is no colleague's.
  const isEnded = isFinal(order.status) && !command.isPending && !isUnknown;
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('cancel.title', { number: order.number })}
      consequence={isEnded || isUnknown ? null : <Consequence order={order} />}
      confirmLabel={isEnded ? null : t(isUnknown ? 'cancel.retry' : 'cancel.submit')}
      onConfirm={() => {
        agree();
        submit();
      }}
      isPending={command.isPending}
      back={isEnded ? null : { label: t('cancel.keep'), onClick: onClose }}
      disabledReason={isOnline || isEnded ? null : t('cancel.offline')}
      error={command.attempt?.kind === 'refused' ? command.attempt.text : null}
      tone="danger"
    >
      <Note
        text={
          <NoteText order={order} isEnded={isEnded} isUnknown={isUnknown} hasChanged={hasChanged} />
        }
        isShown={isEnded || isUnknown || hasChanged}
      />
      <Textarea
        data-autofocus
        label={t('cancel.reason')}
        description={t('cancel.reasonHint')}
        required
        readOnly={isEnded || isUnknown || command.isPending}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={cancelReasonLength.max}
        key={form.key('reason')}
        {...form.getInputProps('reason')}
      />
    </Dialog>
  );
}

function useCancelForm(order: OrderDto, onClose: () => void) {
  const { t } = useTranslation('order');
  const command = useCancelOrder(onClose);
  /** The version whose consequence was read before the button was pressed. */
  const [agreedVersion, setAgreedVersion] = useState(order.version);
  const form = useForm({
    mode: 'controlled',
    initialValues: { reason: '' },
    validate: useSchemaValidation(written, { reason: t('cancel.reasonRequired') }),
  });
  const submit = form.onSubmit(
    ({ reason }) => command.send(order, reason),
    () => form.getInputNode('reason')?.focus(),
  );
  return {
    ...{ form, submit, command },
    hasChanged: !command.isPending && order.version !== agreedVersion,
    agree: () => setAgreedVersion(order.version),
  };
}

const none = money('0.00');

/** What returns by itself, and what has to be returned by other ways. */
function Consequence({ order: { refundable, paid } }: { order: OrderDto }) {
  const { t } = useTranslation('order');
  const format = useFormat();
  const returns = isLess(none, refundable);
  const rest = subtractMoney(paid, returns ? refundable : none);
  return (
    <>
      <Text {...(returns ? { fw: 600 } : {})} c={returns ? 'var(--mantine-color-text)' : 'dimmed'}>
        {returns
          ? t('cancel.consequenceRefund', { amount: format.money(refundable) })
          : t('cancel.consequenceNothing')}
      </Text>
      {isLess(none, rest) ? (
        <Text mt={4}>{t('cancel.consequenceRest', { amount: format.money(rest) })}</Text>
      ) : null}
    </>
  );
}

/** The region is there before its words. */
function Note({ text, isShown }: { text: ReactNode; isShown: boolean }) {
  return (
    <div role="status" hidden={!isShown}>
      {isShown ? (
        <Alert
          color="yellow"
          variant="light"
          role="presentation"
          icon={<IconInfoCircle size={18} aria-hidden="true" />}
        >
          {text}
        </Alert>
      ) : null}
    </div>
  );
}

interface NoteProps {
  order: OrderDto;
  isEnded: boolean;
  isUnknown: boolean;
  hasChanged: boolean;
}

function NoteText({ order: { cancelled, status }, isEnded, isUnknown }: NoteProps) {
  const { t } = useTranslation('order');
  const format = useFormat();
  if (isUnknown) return <>{t('cancel.unknown')}</>;
  if (!isEnded) return <>{t('cancel.changed')}</>;
  if (cancelled === null) {
    return <>{t('cancel.alreadyFinal', { status: t(`status.${status}`) })}</>;
  }
  const { by, at, reason } = cancelled;
  return <>{t('cancel.already', { by: by?.name ?? '–', at: format.dateTime(at), reason })}</>;
}

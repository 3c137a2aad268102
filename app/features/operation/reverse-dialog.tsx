import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#app/components/dialog.tsx';
import { showToast } from '#app/components/toast.ts';
import { useFormat } from '#app/i18n/format.ts';
import { useApplyFieldIssues, useSchemaValidation } from '#app/i18n/use-field-issues.ts';
import { trpc } from '#app/lib/trpc.ts';
import { useOnline } from '#app/realtime/connection.ts';
import { useShowIntent } from '#app/realtime/presence.ts';
import { IntentNotice } from '#app/realtime/presence-intents.tsx';
import type { OperationDto } from '#server/features/operation/schema.ts';
import { reverseOperationInput } from '#server/features/operation/schema.ts';
import type { Money } from '#server/shared/money.ts';
import { addMoney, money, subtractMoney } from '#server/shared/money.ts';
import type { Refusal } from './attempt.ts';
import { isQuestion } from './attempt.ts';
import { RefusalNotice } from './refusal-notice.tsx';
import { NoteField } from './note-field.tsx';
import { OriginalOperation } from './original-operation.tsx';
import { BalancePreview } from './balance-preview.tsx';
import { useRefusalText } from './refusal-text.ts';
import { useMoneyCommand } from './use-money-command.ts';
import './money.css';

const written = reverseOperationInput.pick({ note: true });

interface Props {
  operation: OperationDto;
  balance: Money;
  onClose: () => void;
}

/** Takes an operation back by a new one; says beforehand exactly what will be added. */
export function ReverseDialog({ operation, balance, onClose }: Props) {
  const { t } = useTranslation('operation');
  const format = useFormat();
  const isOnline = useOnline();
  useShowIntent(operation.customerId, 'reverse');
  const { form, command, error } = useReversal(operation, balance, onClose);
  const opposite = subtractMoney(money('0.00'), operation.amount);
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('reverse.title', { number: operation.number })}
      consequence={t('reverse.consequence', { amount: format.signedMoney(opposite) })}
      confirmLabel={command.isUnknown ? t('form.retry') : t('reverse.submit')}
      onConfirm={form.submit}
      isPending={command.isPending}
      disabledReason={isOnline ? null : t('action.offline')}
      error={error}
    >
      <IntentNotice customerId={operation.customerId} intent="reverse" />
      <OriginalOperation operation={operation} />
      <BalancePreview balance={balance} after={addMoney(balance, opposite)} />
      <NoteField
        placeholder={t('reverse.noteHint')}
        data-autofocus
        readOnly={command.isPending || command.isUnknown}
        key={form.key('note')}
        {...form.getInputProps('note')}
        value={form.values.note}
      />
      <RefusalNotice refusal={command.refusal} />
    </Dialog>
  );
}

function useReversal(operation: OperationDto, balance: Money, onClose: () => void) {
  const { t } = useTranslation('operation');
  const format = useFormat();
  const refusalText = useRefusalText();
  const applyIssues = useApplyFieldIssues();
  const reverse = trpc.operation.reverse.useMutation();
  const [seenBalance, setSeenBalance] = useState(balance);
  const form = useForm({
    initialValues: { note: '' },
    validate: useSchemaValidation(written, { note: t('reverse.noteRequired') }),
    onValuesChange: () => {
      command.forget();
    },
  });
  const command = useMoneyCommand({
    onDone: ({ operation: { balanceAfter } }) => {
      const words = { number: operation.number, balance: format.money(balanceAfter) };
      showToast({ message: t('reverse.done', words) });
      onClose();
    },
    onRefused: (refusal) => {
      if (refusal.kind === 'moved') setSeenBalance(refusal.balance);
      if (refusal.kind === 'other') applyIssues(form, refusal.error.issues);
    },
  });
  const submit = form.onSubmit(
    ({ note }) => {
      const body = { customerId: operation.customerId, operationId: operation.id, note };
      command.send((idempotencyKey) =>
        reverse.mutateAsync({ ...body, seenBalance, idempotencyKey }),
      );
    },
    () => form.getInputNode('note')?.focus(),
  );
  return { form: { ...form, submit }, command, error: textOf(command.refusal) };

  /** There is no amount to stand beside: a balance that is too low is said with the rest. */
  function textOf(refusal: Refusal | null): string | null {
    if (refusal === null || isQuestion(refusal)) return null;
    if (refusal.kind === 'tooLow') {
      return t('form.tooLow', { balance: format.money(refusal.balance ?? balance) });
    }
    return refusal.kind === 'tooHigh' ? t('form.tooHigh') : refusalText(refusal);
  }
}

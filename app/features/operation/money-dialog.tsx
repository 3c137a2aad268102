import { Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#app/components/dialog.tsx';
import { useFormat } from '#app/i18n/format.ts';
import { useOnline } from '#app/realtime/connection.ts';
import { useShowIntent } from '#app/realtime/presence.ts';
import { IntentNotice } from '#app/realtime/presence-intents.tsx';
import type { Money } from '#server/shared/money.ts';
import { addMoney, subtractMoney } from '#server/shared/money.ts';
import { AmountField } from './amount-field.tsx';
import { isQuestion } from './attempt.ts';
import { NoteField } from './note-field.tsx';
import { RefusalNotice } from './refusal-notice.tsx';
import { useRefusalText } from './refusal-text.ts';
import type { Account, MoneyKind } from './use-money-form.ts';
import { useMoneyForm } from './use-money-form.ts';
import './money.css';

interface Props {
  kind: MoneyKind;
  account: Account;
  onClose: () => void;
}

type MoneyForm = ReturnType<typeof useMoneyForm>;

/** Deposit or withdraw: never shown as done before the server has said so. */
export function MoneyDialog({ kind, account, onClose }: Props) {
  const { t } = useTranslation('operation');
  const isOnline = useOnline();
  useShowIntent(account.id, kind);
  const money = useMoneyForm(kind, account, onClose);
  const refusalText = useRefusalText();
  const { refusal, isPending, isUnknown } = money.command;
  const canGoBack = money.agreedBalance !== null && !isPending && !isUnknown;
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t(`${kind}.title`)}
      about={t('form.about', { name: account.name, id: account.id })}
      consequence={t(`${kind}.consequence`)}
      confirmLabel={useConfirmLabel(kind, money)}
      onConfirm={money.submit}
      back={canGoBack ? { label: t('form.back'), onClick: money.back } : null}
      isPending={isPending}
      disabledReason={isOnline ? null : t('action.offline')}
      error={refusal === null || isQuestion(refusal) ? null : refusalText(refusal)}
    >
      <IntentNotice customerId={account.id} intent={kind} />
      {money.agreedBalance === null ? (
        <Fields kind={kind} money={money} />
      ) : (
        <Agreement money={money} />
      )}
      <RefusalNotice refusal={refusal} />
      <MovedNote
        balance={account.balance}
        isQuiet={isPending || refusal?.kind === 'moved' || refusal?.kind === 'unknown'}
      />
    </Dialog>
  );
}

function useConfirmLabel(kind: MoneyKind, { command, amount, agreedBalance }: MoneyForm): string {
  const { t } = useTranslation('operation');
  const format = useFormat();
  if (command.isUnknown) return t('form.retry');
  if (command.refusal?.kind === 'repeated') return t(`${kind}.anyway`);
  const isFinal = kind === 'deposit' || agreedBalance !== null;
  return isFinal && amount !== null
    ? t(`${kind}.submitAmount`, { amount: format.money(amount) })
    : t(`${kind}.submit`);
}

function Fields({
  kind,
  money: { form, amount, command, shownBalance },
}: Pick<Props, 'kind'> & { money: MoneyForm }) {
  const isFixed = command.isPending || command.isUnknown;
  return (
    <>
      <AmountField
        amount={amount}
        onCheck={() => form.validateField('amount')}
        currentBalance={shownBalance}
        resulting={(amount) =>
          kind === 'deposit' ? addMoney(shownBalance, amount) : subtractMoney(shownBalance, amount)
        }
        readOnly={isFixed}
        key={form.key('amount')}
        {...form.getInputProps('amount')}
        value={form.values.amount}
      />
      <NoteField
        readOnly={isFixed}
        key={form.key('note')}
        {...form.getInputProps('note')}
        value={form.values.note}
      />
    </>
  );
}

/** The second step of a withdrawal: the sum and what stays, once more and in words. */
function Agreement({ money: { form, amount, remaining } }: { money: MoneyForm }) {
  const { t } = useTranslation('operation');
  const format = useFormat();
  if (amount === null || remaining === null) return null;
  return (
    <Stack gap="xs">
      <Text fw={600} size="lg" role="status">
        {t('withdraw.confirm', { amount: format.money(amount), balance: format.money(remaining) })}
      </Text>
      <Text size="sm" c="dimmed" className="t-note">
        {form.values.note.trim()}
      </Text>
    </Stack>
  );
}

/** A colleague moved the balance while this was open: said quietly, nothing else changes. */
function MovedNote({ balance, isQuiet }: { balance: Money; isQuiet: boolean }) {
  const { t } = useTranslation('operation');
  const format = useFormat();
  const [atOpening] = useState(balance);
  const isMoved = balance !== atOpening && !isQuiet;
  return (
    <Text size="sm" role="status" className="t-moved" hidden={!isMoved}>
      <IconInfoCircle size={16} stroke={1.5} aria-hidden="true" />
      {isMoved ? t('form.movedQuiet', { balance: format.money(balance) }) : null}
    </Text>
  );
}

import { useForm } from '@mantine/form';
import { useContext, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#app/components/toast.ts';
import { LocaleContext, useFormat } from '#app/i18n/format.ts';
import { useApplyFieldIssues, useSchemaValidation } from '#app/i18n/use-field-issues.ts';
import { trpc } from '#app/lib/trpc.ts';
import type { DepositInput, PostedOperationDto } from '#server/features/operation/schema.ts';
import { depositInput } from '#server/features/operation/schema.ts';
import type { Money } from '#server/shared/money.ts';
import { isLess, parseAmount, subtractMoney } from '#server/shared/money.ts';
import type { Refusal } from './attempt.ts';
import { currencyMarks, withoutCurrency } from './typed-amount.ts';
import { useMoneyCommand } from './use-money-command.ts';

export interface Account {
  id: number;
  name: string;
  /** As it is on screen now; moves while the dialog is open. */
  balance: Money;
}

export type MoneyKind = 'deposit' | 'withdraw';

interface Written {
  amount: string;
  note: string;
}
const empty: Written = { amount: '', note: '' };
const written = depositInput.pick({ amount: true, note: true });

/**
 * A deposit or a withdrawal from typing to the answer. A withdrawal has a second step, in which the
 * balance that the admin agreed to is held fast and goes along: if it moved, the server says so.
 * While an attempt is open its own operation may already be in the live balance, so `shownBalance`
 * stays what it was.
 */
export function useMoneyForm(kind: MoneyKind, account: Account, onClose: () => void) {
  const words = useMoneyWords(kind);
  const applyIssues = useApplyFieldIssues();
  const post = usePostMoney(kind);
  const { plain, validate } = useWritten(words.required);
  const [agreedBalance, setAgreedBalance] = useState<Money | null>(null);
  const [sentFrom, setSentFrom] = useState(account.balance);
  const form = useForm({ initialValues: empty, validate, onValuesChange: () => command.forget() });
  const command = useMoneyCommand({ onDone, onRefused });
  const amount = parseAmount(plain(form.values.amount));

  function onDone({ operation }: PostedOperationDto) {
    showToast({ message: words.done(operation) });
    onClose();
  }

  function onRefused(refusal: Refusal) {
    if (refusal.kind === 'moved') agree(refusal.balance);
    if (refusal.kind === 'tooLow') refuseAmount(words.tooLow(refusal.balance ?? account.balance));
    if (refusal.kind === 'tooHigh') refuseAmount(words.tooHigh);
    if (refusal.kind === 'other' && refusal.error.issues.length > 0) {
      setAgreedBalance(null);
      applyIssues(form, refusal.error.issues);
    }
  }

  function back() {
    setAgreedBalance(null);
    focusSoon(() => form.getInputNode('amount'));
  }

  function refuseAmount(text: string) {
    back();
    form.setFieldError('amount', text);
  }

  /** The next step of a withdrawal, or back to the amount if the balance does not bear it. */
  function agree(balance: Money) {
    if (amount !== null && isLess(balance, amount)) refuseAmount(words.tooLow(balance));
    else setAgreedBalance(balance);
  }

  function send({ note, amount: typedAmount }: Written) {
    const confirmRepeated = command.refusal?.kind === 'repeated';
    const body = { customerId: account.id, amount: plain(typedAmount), note, confirmRepeated };
    const seenBalance = agreedBalance ?? account.balance;
    if (!command.isUnknown) setSentFrom(seenBalance);
    command.send((idempotencyKey) => post({ ...body, idempotencyKey }, seenBalance));
  }

  return {
    form,
    amount,
    command,
    agreedBalance,
    shownBalance: command.isPending || command.isUnknown ? sentFrom : account.balance,
    remaining: agreedBalance && amount ? subtractMoney(agreedBalance, amount) : null,
    back: () => {
      command.forget();
      back();
    },
    submit: form.onSubmit(
      kind === 'withdraw' && agreedBalance === null ? () => agree(account.balance) : send,
      (errors) => form.getInputNode(Object.keys(errors)[0] ?? 'amount')?.focus(),
    ),
  };
}

/** The field may only come back with the next render. */
function focusSoon(find: () => HTMLElement | null) {
  requestAnimationFrame(() => find()?.focus());
}

/** The rules for what is typed, and an amount without the currency that people write along with it. */
function useWritten(required: Record<keyof Written, string>) {
  const { currency } = useContext(LocaleContext);
  const { currencySign } = useFormat();
  const { t } = useTranslation('operation');
  const words = t('form.hryvniaWords');
  const marks = useMemo(
    () => currencyMarks(currency, currencySign, words),
    [currency, currencySign, words],
  );
  const plain = (typed: string) => withoutCurrency(typed, marks);
  const check = useSchemaValidation(written, required);
  const validate = ({ amount, note }: Written) => check({ amount: plain(amount), note });
  return { plain, validate };
}

/** One function for both: a deposit has no use for the balance that was agreed to. */
function usePostMoney(kind: MoneyKind) {
  const { mutateAsync: deposit } = trpc.operation.deposit.useMutation();
  const { mutateAsync: withdraw } = trpc.operation.withdraw.useMutation();
  return (body: DepositInput, seenBalance: Money) =>
    kind === 'deposit' ? deposit(body) : withdraw({ ...body, seenBalance });
}

function useMoneyWords(kind: MoneyKind) {
  const { t } = useTranslation('operation');
  const format = useFormat();
  return {
    done: ({ amount, balanceAfter }: { amount: Money; balanceAfter: Money }) =>
      t(`${kind}.done`, {
        amount: format.money(unsigned(amount)),
        balance: format.money(balanceAfter),
      }),
    tooLow: (balance: Money) => t('form.tooLow', { balance: format.money(balance) }),
    tooHigh: t('form.tooHigh'),
    required: { amount: t('form.amountRequired'), note: t('form.noteRequired') },
  };
}

function unsigned(amount: Money): Money {
  return amount.replace(/^-/, '') as Money;
}

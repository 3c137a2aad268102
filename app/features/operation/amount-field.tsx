import { Group, Text, TextInput } from '@mantine/core';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import type { Money } from '#server/shared/money.ts';
import { parseAmount } from '#server/shared/money.ts';

interface Props extends ComponentProps<typeof TextInput> {
  value: string;
  currentBalance: Money;
  /** The balance that this amount would lead to. */
  resulting: (amount: Money) => Money;
  /** Whether the resulting balance can't be. */
  isImpossible: (balance: Money) => boolean;
}

/** Takes an amount as people write it and says at once how it was understood and what it leads to. */
export function AmountField({ currentBalance, resulting, isImpossible, ...input }: Props) {
  const { t } = useTranslation('operation');
  const amount = parseAmount(input.value);
  return (
    <div>
      <TextInput
        data-autofocus
        required
        label={t('form.amount')}
        placeholder={t('form.amountHint')}
        inputMode="decimal"
        autoComplete="off"
        maxLength={40}
        classNames={{ input: 't-amount-input' }}
        {...input}
      />
      <BalancePreview
        balance={currentBalance}
        amount={amount}
        after={amount === null ? null : resulting(amount)}
        isImpossible={isImpossible}
      />
    </div>
  );
}

interface PreviewProps {
  balance: Money;
  amount: Money | null;
  after: Money | null;
  isImpossible: (balance: Money) => boolean;
}

/** Keeps its height with and without an amount, so that the dialog doesn't jump while one types. */
function BalancePreview({ balance, amount, after, isImpossible }: PreviewProps) {
  const { t } = useTranslation('operation');
  const format = useFormat();
  return (
    <dl className="t-amount-preview" aria-live="polite">
      <PreviewPart label={t('form.balanceNow')} value={format.money(balance)} />
      <PreviewPart label={t('form.amount')} value={amount === null ? '—' : format.money(amount)} />
      <PreviewPart
        label={t('form.balanceAfter')}
        value={after === null ? '—' : format.money(after)}
        isWrong={after !== null && isImpossible(after)}
      />
    </dl>
  );
}

function PreviewPart(props: { label: string; value: string; isWrong?: boolean }) {
  return (
    <Group component="div" justify="space-between" gap="sm" wrap="nowrap">
      <Text component="dt" size="sm" c="dimmed">
        {props.label}
      </Text>
      <Text
        component="dd"
        size="sm"
        fw={500}
        className="tabular"
        m={0}
        {...(props.isWrong === true ? { c: 'red' } : {})}
      >
        {props.value}
      </Text>
    </Group>
  );
}

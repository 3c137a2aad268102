import { TextInput } from '@mantine/core';
import type { ComponentProps, FocusEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Money } from '#server/shared/money.ts';
import { BalancePreview } from './balance-preview.tsx';

interface Props extends ComponentProps<typeof TextInput> {
  value: string;
  /** How the value is understood; null when it is no amount. */
  amount: Money | null;
  /** Says beside the field what is wrong with it. */
  onCheck: () => void;
  currentBalance: Money;
  /** The balance that this amount would lead to. */
  resulting: (amount: Money) => Money;
}

/** Takes an amount as people write it and says at once how it was understood and what it leads to. */
export function AmountField(props: Props) {
  const { currentBalance, resulting, amount, onCheck, ...input } = props;
  const { t } = useTranslation('operation');
  const checkOnLeaving = (event: FocusEvent<HTMLInputElement>) => {
    input.onBlur?.(event);
    // A text that comes in between would move the button away from under the press.
    const isToButton = event.relatedTarget instanceof HTMLButtonElement;
    if (input.value.trim() !== '' && !isToButton) onCheck();
  };
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
        classNames={{ root: 't-amount-input-wrapper', input: 't-amount-input' }}
        {...input}
        onBlur={checkOnLeaving}
      />
      <BalancePreview
        balance={currentBalance}
        amount={amount}
        after={amount === null ? null : resulting(amount)}
      />
    </div>
  );
}

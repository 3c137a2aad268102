import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isNegative, useFormat } from '#app/i18n/format.ts';
import type { Money } from '#server/shared/money.ts';

interface Props {
  balance: Money;
  /** What is being typed, where an amount is typed; null while it is none. */
  amount?: Money | null;
  after: Money | null;
}

/** Keeps its height with and without an amount, so that the dialog doesn't jump while one types. */
export function BalancePreview({ balance, amount, after }: Props) {
  const { t } = useTranslation('operation');
  const format = useFormat();
  return (
    <dl className="t-amount-preview" aria-live="polite">
      <Fact label={t('form.balanceNow')}>{format.money(balance)}</Fact>
      {amount === undefined ? null : (
        <Fact label={t('form.amount')}>{amount === null ? '—' : format.money(amount)}</Fact>
      )}
      <Fact label={t('form.balanceAfter')} isWrong={after !== null && isNegative(after)}>
        {after === null ? '—' : format.money(after)}
      </Fact>
    </dl>
  );
}

export function Fact(props: { label: string; children: ReactNode; isWrong?: boolean }) {
  return (
    <Group component="div" justify="space-between" gap="sm" wrap="nowrap" align="baseline">
      <Text component="dt" size="sm" c="dimmed">
        {props.label}
      </Text>
      <Text
        component="dd"
        size="sm"
        fw={500}
        className="t-fact tabular"
        m={0}
        {...(props.isWrong === true ? { c: 'red' } : {})}
      >
        {props.children}
      </Text>
    </Group>
  );
}

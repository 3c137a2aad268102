import { useTranslation } from 'react-i18next';
import type { Format } from '#app/i18n/format.ts';
import { useFormat } from '#app/i18n/format.ts';
import type { TandemEvent } from '#server/features/event/schema.ts';
import type { FieldChange } from '#server/shared/event.ts';
import type { Money } from '#server/shared/money.ts';

export interface EventWords {
  /** What happened, in one line. */
  title: string;
  /** Reasons, notes, old and new values. */
  details: string[];
}

/** An event arrives as codes and parameters; the reader's screen puts it into words. */
export function useEventWords(): (event: TandemEvent) => EventWords {
  const { t } = useTranslation('event');
  const format = useFormat();
  const changeWords = useChangeWords();
  return (event) => {
    switch (event.type) {
      case 'customer.locked': {
        const { lock, endedSessionsCount: count } = event.data;
        const details = [t('detail.reason', { reason: lock.reason })];
        if (lock.message !== null) details.push(t('detail.message', { message: lock.message }));
        if (count > 0) details.push(t('detail.endedSessions', { count }));
        return { title: t('type.customer.locked'), details };
      }
      case 'customer.unlocked': {
        const { reason } = event.data.lock;
        return {
          title: t('type.customer.unlocked'),
          details: [t('detail.formerReason', { reason })],
        };
      }
      case 'operation.deposited':
      case 'operation.withdrawn':
      case 'operation.reversed': {
        const { operation } = event.data;
        const amount = amountOf(event.type, operation.amount, format);
        const number = operation.reverses?.number ?? operation.number;
        return {
          title: t(`type.${event.type}`, { amount, number }),
          details: [t('detail.note', { note: operation.note }), ...changeWords(event.changes)],
        };
      }
      default:
        return { title: t(`type.${event.type}`), details: changeWords(event.changes) };
    }
  };
}

/** "Deposit of 50", "Withdrawal of 50": the word has the direction. A reversal needs its sign. */
function amountOf(type: TandemEvent['type'], amount: Money, format: Format): string {
  if (type === 'operation.reversed') return format.signedMoney(amount);
  return format.money(amount.replace(/^-/, '') as Money);
}

/** "Balance: 100 → 150". A field without a word of its own is told by what happened already. */
function useChangeWords(): (changes: FieldChange[]) => string[] {
  const { t } = useTranslation('event');
  const format = useFormat();
  return (changes) =>
    changes.flatMap(({ field, old, new: now }) => {
      if (field !== 'balance' || typeof old !== 'string' || typeof now !== 'string') return [];
      const words = { old: format.money(old as Money), new: format.money(now as Money) };
      return [t('detail.change', { field: t('field.balance'), ...words })];
    });
}

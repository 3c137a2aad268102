import { useTranslation } from 'react-i18next';
import type { Format } from '#app/i18n/format.ts';
import { useFormat } from '#app/i18n/format.ts';
import type { TandemEvent } from '#server/features/event/schema.ts';
import type { Money } from '#server/shared/money.ts';
import { useChangeWords } from './change-words.ts';
import { undoneIdOf } from './undone.ts';

type Undoing = Extract<
  TandemEvent,
  { type: 'customer.edited' | 'customer.locked' | 'customer.unlocked' }
>;

/** What happened, in one line. `undoneAt` is when what is taken back happened, if that is known. */
export function useEventTitle(): (event: TandemEvent, undoneAt?: string) => string {
  const { t } = useTranslation('event');
  const format = useFormat();
  const { fieldNames } = useChangeWords();

  /** A compensating change is told by what it takes back. */
  function undoing({ type, changes }: Undoing, undoneAt: string | undefined): string {
    const fields = fieldNames(changes);
    if (undoneAt === undefined) return t(`undone.${type}`, { fields });
    return t(`undoneAt.${type}`, { fields, time: format.time(undoneAt) });
  }

  return (event, undoneAt) => {
    switch (event.type) {
      case 'customer.edited':
      case 'customer.locked':
      case 'customer.unlocked':
        if (undoneIdOf(event) !== null) return undoing(event, undoneAt);
        return t(`type.${event.type}`, { fields: fieldNames(event.changes) });
      case 'operation.deposited':
      case 'operation.withdrawn':
      case 'operation.reversed': {
        const { operation } = event.data;
        const amount = amountOf(event.type, operation.amount, format);
        const number = operation.reverses?.number ?? operation.number;
        return t(`type.${event.type}`, { amount, number });
      }
      case 'operation.refunded': {
        const { amount, order } = event.data.operation;
        return t('type.operation.refunded', {
          amount: format.money(amount),
          order: order?.number ?? '',
        });
      }
      case 'customer.linkFailed':
        return t(`type.customer.${event.data.isFinal ? 'linkFailed' : 'linkRetried'}`);
      case 'order.paidChanged':
        return t('type.order.paidChanged', { number: event.data.operation.number });
      case 'view.shared':
      case 'view.withdrawn':
      case 'view.keptPrivately':
      case 'batch.started':
      case 'batch.progressed':
      case 'batch.ended':
        // They concern no single customer, so no list of what happened to one has them.
        return '';
      default:
        return t(`type.${event.type}`);
    }
  };
}

/** "Deposit of 50", "Withdrawal of 50": the word has the direction. A reversal needs its sign. */
function amountOf(type: TandemEvent['type'], amount: Money, format: Format): string {
  if (type === 'operation.reversed') return format.signedMoney(amount);
  return format.money(amount.replace(/^-/, '') as Money);
}

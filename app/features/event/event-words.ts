import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import type { TandemEvent } from '#server/features/event/schema.ts';
import type { Money } from '#server/shared/money.ts';
import { useChangeWords } from './change-words.ts';
import type { EventDetail } from './event-detail.ts';
import { detailOf } from './event-detail.ts';
import { useEventTitle } from './event-titles.ts';
import { undoneIdOf } from './undone.ts';

export interface EventWords {
  /** What happened, in one line. */
  title: string;
  /** Reasons, notes, old and new values. */
  details: EventDetail[];
}

/** When an event happened (ISO 8601), by its id, as far as the screen knows. */
export type TimeOf = (eventId: string) => string | undefined;

/** An event arrives as codes and parameters; the reader's screen puts it into words. */
export function useEventWords(): (event: TandemEvent, timeOf?: TimeOf) => EventWords {
  const { t } = useTranslation('event');
  const titleOf = useEventTitle();
  const format = useFormat();
  const changes = useChangeWords();

  function detailsOf(event: TandemEvent): EventDetail[] {
    switch (event.type) {
      case 'customer.created':
        return changes.ofCreation(event);
      case 'customer.edited':
        return changes.ofEdit(event);
      case 'customer.locked': {
        const { lock, endedSessionsCount: count } = event.data;
        const { reason, message } = lock;
        const details = [detailOf({ reason }, (said) => t('detail.reason', said))];
        if (message !== null) {
          details.push(detailOf({ message }, (said) => t('detail.message', said)));
        }
        if (count > 0) details.push({ text: t('detail.endedSessions', { count }), whole: null });
        return details;
      }
      case 'customer.unlocked': {
        const { reason } = event.data.lock;
        return [detailOf({ reason }, (said) => t('detail.formerReason', said))];
      }
      case 'operation.deposited':
      case 'operation.withdrawn':
      case 'operation.refunded':
      case 'operation.reversed': {
        const { note } = event.data.operation;
        const said = detailOf({ note }, (values) => t('detail.note', values));
        return [said, ...changes.ofBalance(event.changes)];
      }
      case 'order.cancelled': {
        const { reason, refund } = event.data;
        const details = [detailOf({ reason }, (said) => t('detail.reason', said))];
        if (refund !== null) {
          const amount = format.money(refund.amount);
          details.push({
            text: t('detail.refund', { amount, number: refund.number }),
            whole: null,
          });
        }
        return [...details, ...ofPaid(event)];
      }
      case 'order.paidChanged':
        return ofPaid(event);
      default:
        return [];
    }
  }

  function ofPaid({ changes: told }: TandemEvent): EventDetail[] {
    return told
      .filter(({ field }) => field === 'paid')
      .map((change) => {
        const [old, now] = [change.old, change.new].map((paid) =>
          format.money(String(paid) as Money),
        );
        return { text: t('detail.paid', { old: old ?? '', new: now ?? '' }), whole: null };
      });
  }

  return (event, timeOf) => {
    const undoneId = undoneIdOf(event);
    const undoneAt = undoneId === null ? undefined : timeOf?.(undoneId);
    return { title: titleOf(event, undoneAt), details: detailsOf(event) };
  };
}

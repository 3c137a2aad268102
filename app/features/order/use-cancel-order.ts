import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#app/components/toast.ts';
import { useFormat } from '#app/i18n/format.ts';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { errorDataOf } from '#app/lib/errors.ts';
import { trpc } from '#app/lib/trpc.ts';
import { newMutationId } from '#app/realtime/mutation-id.ts';
import type { CancelledOrderDto, OrderDto } from '#server/features/order/schema.ts';
import { putOrder } from './cache.ts';

/** How an attempt ended that did not cancel the order. */
export type Attempt =
  | { kind: 'unknown'; sent: Sent }
  /** The order is not what the dialog showed; it has been read anew. */
  | { kind: 'changed' }
  | { kind: 'refused'; text: string };

interface Sent {
  orderId: number;
  version: number;
  reason: string;
}

/**
 * One intention to cancel: its key is made with the dialog and kept until it is done. After an unknown
 * outcome the very same command goes out again, so that it can only be the first result or the first try.
 */
export function useCancelOrder(onDone: () => void) {
  const [idempotencyKey] = useState(newMutationId);
  const [attempt, setAttempt] = useState<Attempt | null>(null);
  const [isPending, setPending] = useState(false);
  const inFlight = useRef(false);
  const queryClient = useQueryClient();
  const utils = trpc.useUtils();
  const say = useDoneToast();
  const errorText = useErrorText();
  const { mutateAsync } = trpc.order.cancel.useMutation();

  async function failed(error: unknown, sent: Sent): Promise<Attempt> {
    switch (errorDataOf(error)?.code) {
      case undefined:
      case 'INTERNAL':
      case 'SERVICE_UNAVAILABLE':
        return { kind: 'unknown', sent };
      case 'STALE_VERSION':
      case 'ORDER_FINAL':
        await utils.order.get.invalidate({ orderId: sent.orderId });
        return { kind: 'changed' };
      default:
        return { kind: 'refused', text: errorText(error) };
    }
  }

  async function send(order: OrderDto, reason: string): Promise<void> {
    // A second Enter while the first is on its way is the same intention.
    if (inFlight.current) return;
    inFlight.current = true;
    setPending(true);
    const { id: orderId, version } = order;
    const sent = attempt?.kind === 'unknown' ? attempt.sent : { orderId, version, reason };
    try {
      const answer = await mutateAsync({ ...sent, idempotencyKey });
      putOrder(queryClient, answer.order);
      say(answer);
      onDone();
    } catch (error) {
      setAttempt(await failed(error, sent));
    } finally {
      inFlight.current = false;
      setPending(false);
    }
  }

  return {
    attempt,
    isPending,
    send: (order: OrderDto, reason: string) => void send(order, reason),
    forget: () => setAttempt(null),
  };
}

function useDoneToast() {
  const { t } = useTranslation('order');
  const format = useFormat();
  return ({ order: { number }, refund }: CancelledOrderDto) => {
    const message =
      refund === null
        ? t('cancel.done', { number })
        : t('cancel.doneRefund', { number, amount: format.money(refund.amount) });
    showToast({ message });
  };
}

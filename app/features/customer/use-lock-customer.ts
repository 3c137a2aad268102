import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { showToast } from '#app/components/toast.ts';
import { trpc } from '#app/lib/trpc.ts';
import { newMutationId } from '#app/realtime/mutation-id.ts';
import type { CustomerDto, CustomerLock } from '#server/features/customer/schema.ts';
import { putCustomer } from './cache.ts';
import { fullName } from './full-name.ts';
import { offerUndo } from './undo-offers.ts';

export interface LockWords {
  reason: string;
  message: string | null;
}

/**
 * Lock and unlock, each with its Undo. What is shown changes after the answer, never before.
 * Undoing a lock unlocks the version that the lock returned; undoing an unlock locks again for the
 * former reason, with the former message. Either is refused if a colleague was there in between.
 */
export function useLockCustomer() {
  const queryClient = useQueryClient();
  const { t } = useTranslation('customer');
  const errorText = useErrorText();
  const lock = trpc.customer.lock.useMutation();
  const unlock = trpc.customer.unlock.useMutation();

  async function sendLock({ id, version }: Target, words: LockWords): Promise<CustomerDto> {
    const { reason, message } = words;
    const customer = await lock.mutateAsync({
      customerId: id,
      version,
      reason,
      ...(message === null || message === '' ? {} : { message }),
      mutationId: newMutationId(),
    });
    putCustomer(queryClient, customer);
    return customer;
  }

  async function sendUnlock({ id, version }: Target): Promise<CustomerDto> {
    const mutationId = newMutationId();
    const customer = await unlock.mutateAsync({ customerId: id, version, mutationId });
    putCustomer(queryClient, customer);
    return customer;
  }

  /** An Undo has no dialog to say in what went wrong: a toast does. */
  function undoing(undo: () => Promise<unknown>, message: string): () => void {
    return () => {
      undo().then(
        () => showToast({ message }),
        (error: unknown) => showToast({ message: errorText(error), tone: 'failed' }),
      );
    };
  }

  async function lockWithUndo(target: Target, words: LockWords): Promise<void> {
    const locked = await sendLock(target, words);
    const name = fullName(locked);
    const undo = undoing(() => sendUnlock(locked), t('lock.undone', { name }));
    offerUndo(locked, showToast({ message: t('lock.done', { name }), undo }));
  }

  async function unlockWithUndo(target: Target, former: CustomerLock | null): Promise<void> {
    const unlocked = await sendUnlock(target);
    const name = fullName(unlocked);
    const message = t('unlock.done', { name });
    if (former === null) {
      showToast({ message });
      return;
    }
    const undo = undoing(() => sendLock(unlocked, former), t('unlock.undone', { name }));
    offerUndo(unlocked, showToast({ message, undo }));
  }

  return {
    isPending: lock.isPending || unlock.isPending,
    lock: lockWithUndo,
    unlock: unlockWithUndo,
  };
}

type Target = Pick<CustomerDto, 'id' | 'version'>;

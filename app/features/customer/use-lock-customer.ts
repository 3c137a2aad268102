import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { showToast } from '#app/components/toast.ts';
import { trpc } from '#app/lib/trpc.ts';
import { newMutationId } from '#app/realtime/mutation-id.ts';
import type { CustomerDto } from '#server/features/customer/schema.ts';
import { putCustomer } from './cache.ts';
import { useUndoChange } from './edit/undo-change.tsx';
import { fullName } from './full-name.ts';
import { offerUndo } from './undo-offers.ts';

export interface LockWords {
  reason: string;
  message: string | null;
}

/**
 * Lock and unlock, each with its Undo. What is shown changes after the answer, never before. An Undo
 * is refused if a colleague locked or unlocked in between.
 */
export function useLockCustomer() {
  const queryClient = useQueryClient();
  const { t } = useTranslation('customer');
  const undoOf = useUndoOf();
  const lock = trpc.customer.lock.useMutation();
  const unlock = trpc.customer.unlock.useMutation();

  async function lockWithUndo({ id, version }: Target, words: LockWords): Promise<void> {
    const { reason, message } = words;
    const locked = await lock.mutateAsync({
      customerId: id,
      version,
      reason,
      ...(message === null || message === '' ? {} : { message }),
      mutationId: newMutationId(),
    });
    putCustomer(queryClient, locked);
    const name = fullName(locked);
    const undo = undoOf(locked, t('lock.undone', { name }));
    offerUndo(locked, showToast({ message: t('lock.done', { name }), undo }));
  }

  async function unlockWithUndo({ id, version }: Target): Promise<void> {
    const mutationId = newMutationId();
    const unlocked = await unlock.mutateAsync({ customerId: id, version, mutationId });
    putCustomer(queryClient, unlocked);
    const name = fullName(unlocked);
    const undo = undoOf(unlocked, t('unlock.undone', { name }));
    offerUndo(unlocked, showToast({ message: t('unlock.done', { name }), undo }));
  }

  return {
    isPending: lock.isPending || unlock.isPending,
    lock: lockWithUndo,
    unlock: unlockWithUndo,
  };
}

type Target = Pick<CustomerDto, 'id' | 'version'>;

/** Takes back the change that brought a customer to this version. */
function useUndoOf(): (changed: Target, doneText: string) => () => void {
  const undoChange = useUndoChange();
  const errorText = useErrorText();
  const { client } = trpc.useUtils();

  async function undo({ id, version }: Target, doneText: string): Promise<void> {
    const beforeVersion = version + 1;
    const { rows } = await client.event.list.query({ customerId: id, pageSize: 1, beforeVersion });
    const eventId = rows[0]?.id ?? '0';
    await undoChange({ customerId: id, version, eventId }, doneText);
  }

  return (changed, doneText) => () => {
    undo(changed, doneText).catch((error: unknown) => {
      showToast({ message: errorText(error), tone: 'failed' });
    });
  };
}

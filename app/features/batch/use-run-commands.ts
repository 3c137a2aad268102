import { useQueryClient } from '@tanstack/react-query';
import { showToast } from '#app/components/toast.ts';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { trpc } from '#app/lib/trpc.ts';
import { newMutationId } from '#app/realtime/mutation-id.ts';
import { putBatch } from './cache.ts';

/** What can be done with a run that has been started; what is refused is said in a toast. */
export function useRunCommands() {
  const queryClient = useQueryClient();
  const errorText = useErrorText();
  const stopping = trpc.batch.stop.useMutation();
  const undoing = trpc.batch.undo.useMutation();

  function explain(error: unknown): void {
    showToast({ message: errorText(error), tone: 'failed' });
  }

  return {
    isPending: stopping.isPending || undoing.isPending,
    stop: (batchId: number) => {
      stopping
        .mutateAsync({ batchId, mutationId: newMutationId() })
        .then((batch) => putBatch(queryClient, batch), explain);
    },
    undo: (batchId: number) => {
      undoing
        .mutateAsync({ batchId, mutationId: newMutationId() })
        .then((batch) => putBatch(queryClient, batch), explain);
    },
  };
}

import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { errorDataOf } from '#app/lib/errors.ts';
import { trpc } from '#app/lib/trpc.ts';
import { newMutationId } from '#app/realtime/mutation-id.ts';
import type { SelectionCheckDto } from '#server/features/batch/schema.ts';
import type { BatchOrder } from '#server/shared/batch.ts';
import { putBatch } from '../cache.ts';
import type { Selected } from '../selected.ts';

/** What goes along although it changed: by customer, in the version that was looked at. */
export type Included = ReadonlyMap<number, number>;

interface Options {
  selected: Selected;
  onStarted: () => void;
}

/**
 * From the order to the run: the selection is put down with its versions, who changed since is asked
 * for, and only then it starts. Whatever fails on the way leaves everything to be sent again.
 */
export function useStart({ selected, onStarted }: Options) {
  const { t } = useTranslation('batch');
  const queryClient = useQueryClient();
  const errorText = useErrorText();
  const { client } = trpc.useUtils();
  const selectionId = useRef(selected.kind === 'matching' ? selected.selectionId : null);
  // One for the whole dialog: an order whose answer was lost is not carried out twice.
  const mutationId = useRef<string>();
  // Asked once: a selection that has become a run can't be asked again, only its order be repeated.
  const isChecked = useRef(false);
  const [check, setCheck] = useState<SelectionCheckDto | null>(null);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function putDown(): Promise<number> {
    if (selected.kind === 'matching') return selected.selectionId;
    const rows = selected.rows.map(({ customerId, version }) => ({ customerId, version }));
    const made = await client.batch.select.mutate({ kind: 'named', rows });
    return made.selectionId;
  }

  async function start(order: BatchOrder, included: Included): Promise<void> {
    selectionId.current ??= await putDown();
    if (!isChecked.current) {
      const found = await client.batch.check.query({ selectionId: selectionId.current });
      isChecked.current = true;
      if (found.changedCount > 0 || found.goneCount > 0) return setCheck(found);
    }
    mutationId.current ??= newMutationId();
    const batch = await client.batch.start.mutate({
      selectionId: selectionId.current,
      order,
      included: [...included].map(([customerId, version]) => ({ customerId, version })),
      ...(order.action === 'remove' ? { typedTotal: selected.count } : {}),
      mutationId: mutationId.current,
    });
    putBatch(queryClient, batch);
    onStarted();
  }

  function send(order: BatchOrder, included: Included): void {
    setProblem(null);
    setPending(true);
    start(order, included)
      .catch((error: unknown) => {
        const data = errorDataOf(error);
        // Thrown away meanwhile: those who were named are put down anew with the next press.
        if (data?.code === 'SELECTION_NOT_FOUND' && selected.kind === 'named') {
          selectionId.current = null;
          isChecked.current = false;
        }
        setProblem(data === null ? t('lost') : errorText(error));
      })
      .finally(() => setPending(false));
  }

  return { send, check, forgetCheck: () => setCheck(null), isPending, problem };
}

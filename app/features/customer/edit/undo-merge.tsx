import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#app/components/toast.ts';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { trpc } from '#app/lib/trpc.ts';
import { newMutationId } from '#app/realtime/mutation-id.ts';
import type { CustomerDto, EditOutcome } from '#server/features/customer/schema.ts';
import type { TypedChanges } from '#server/shared/customer-fields.ts';
import { putCustomer } from '../cache.ts';
import { fullName } from '../full-name.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import { askToMerge, useMergeRequest } from './merge-requests.ts';
import type { Choice } from './use-conflicts.ts';
import { useConflicts } from './use-conflicts.ts';

/** An Undo met a colleague's later change: the same choice as after a save. */
export function UndoMerge({ customerId }: { customerId: number }) {
  const request = useMergeRequest(customerId);
  const { t } = useTranslation('customer');
  const errorText = useErrorText();
  const queryClient = useQueryClient();
  const { mutateAsync: edit, isPending } = trpc.customer.edit.useMutation();
  const { conflicts, take, close } = useConflicts();
  const [shown, setShown] = useState<CustomerDto | null>(null);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    if (request === null) return;
    askToMerge(null);
    setShown(request.customer);
    // The request alone opens the dialog; what follows are its own answers.
    take(request);
  }, [request, take]);

  function onOutcome(outcome: EditOutcome) {
    putCustomer(queryClient, outcome.customer);
    setShown(outcome.customer);
    if (!take(outcome)) showToast({ message: t('edit.undone') });
  }

  function onSave(choices: Choice[]) {
    if (shown === null) return;
    const changes = changesOf(choices);
    setError(null);
    if (Object.keys(changes).length === 0) return close();
    const { id, version } = shown;
    edit({ customerId: id, version, changes, mutationId: newMutationId() }).then(
      onOutcome,
      (reason: unknown) => setError(errorText(reason)),
    );
  }

  if (conflicts === null || shown === null) return null;
  return (
    <ConflictDialog
      conflicts={conflicts}
      about={fullName(shown)}
      isPending={isPending}
      error={error}
      onSave={onSave}
      onClose={close}
    />
  );
}

function changesOf(choices: readonly Choice[]): TypedChanges {
  const changes: TypedChanges = {};
  for (const { field, value, isTheirs } of choices) {
    if (!isTheirs && !Array.isArray(value)) changes[field] = value;
  }
  return changes;
}

import { Button } from '@mantine/core';
import { useNavigate } from '@remix-run/react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#app/components/toast.ts';
import { keepFocusNear } from '#app/components/use-return-focus.ts';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { useIssueTexts } from '#app/i18n/use-field-issues.ts';
import { trpc } from '#app/lib/trpc.ts';
import { useOnline } from '#app/realtime/connection.ts';
import { newMutationId } from '#app/realtime/mutation-id.ts';
import { putCustomer } from '../cache.ts';
import { askToMerge } from './merge-requests.ts';

export interface Undoable {
  customerId: number;
  /** The version that the screen showed. */
  version: number;
  eventId: string;
}

/**
 * Takes back a lock, an unlock or an edit by a change of its own. What somebody changed since is
 * asked about on the customer's page; the rest is back already.
 * @param doneText what to say of it, if there is more to say than that it is undone
 */
export function useUndoChange(): (target: Undoable, doneText?: string) => Promise<void> {
  const { t } = useTranslation('customer');
  const queryClient = useQueryClient();
  const errorText = useErrorText();
  const issueTexts = useIssueTexts();
  const navigate = useNavigate();
  const { client } = trpc.useUtils();
  return async (target, doneText = t('edit.undone')) => {
    try {
      const outcome = await client.customer.undo.mutate({
        ...target,
        mutationId: newMutationId(),
      });
      putCustomer(queryClient, outcome.customer);
      const [refused] = Object.values(issueTexts(outcome.issues));
      if (refused !== undefined) showToast({ message: refused, tone: 'failed' });
      else if (outcome.conflicts.length === 0) showToast({ message: doneText });
      if (outcome.conflicts.length === 0) return;
      askToMerge(outcome);
      const path = `/customers/${String(target.customerId)}`;
      if (window.location.pathname !== path) navigate(path);
    } catch (error) {
      showToast({ message: errorText(error), tone: 'failed' });
    }
  };
}

/** Undo beside an event, for as long as the server takes it back. */
export function UndoButton({ target }: { target: Undoable }) {
  const { t } = useTranslation('common');
  const isOnline = useOnline();
  const undo = useUndoChange();
  const [isPending, setPending] = useState(false);
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      loading={isPending}
      disabled={!isOnline}
      onClick={({ currentTarget }) => {
        keepFocusNear(currentTarget);
        setPending(true);
        void undo(target).finally(() => setPending(false));
      }}
    >
      {t('action.undo')}
    </Button>
  );
}

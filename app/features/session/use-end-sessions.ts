import { showToast } from '#app/components/toast.ts';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { errorDataOf } from '#app/lib/errors.ts';
import { trpc } from '#app/lib/trpc.ts';
import { newMutationId } from '#app/realtime/mutation-id.ts';

/** Ends one's own sessions; one that is over already is what was asked for. */
export function useEndSession() {
  const utils = trpc.useUtils();
  const errorText = useErrorText();
  const { mutate, isPending, variables } = trpc.session.end.useMutation({
    onError: (error) => {
      if (errorDataOf(error)?.code === 'SESSION_NOT_FOUND') return;
      showToast({ message: errorText(error), tone: 'failed' });
    },
    onSettled: () => utils.session.list.invalidate(),
  });
  return {
    end: (sessionId: string) => mutate({ sessionId, mutationId: newMutationId() }),
    pendingId: isPending ? variables.sessionId : null,
  };
}

export function useEndOtherSessions({ onDone }: { onDone: () => void }) {
  const utils = trpc.useUtils();
  const errorText = useErrorText();
  const { mutate, isPending, error, reset } = trpc.session.endOthers.useMutation({
    onSuccess: async () => {
      await utils.session.list.invalidate();
      onDone();
    },
  });
  return {
    endOthers: () => mutate({ mutationId: newMutationId() }),
    isPending,
    refusal: error === null ? null : errorText(error),
    reset,
  };
}

/** A superadmin's: one session of a user, or with null all of them. */
export function useEndSessionsOfUser(userId: number) {
  const utils = trpc.useUtils();
  const errorText = useErrorText();
  const { mutate, isPending, variables, error } = trpc.session.endOfUser.useMutation({
    onSettled: () => utils.session.listOfUser.invalidate({ userId }),
  });
  const isOver = errorDataOf(error)?.code === 'SESSION_NOT_FOUND';
  return {
    end: (sessionId: string | null) => mutate({ userId, sessionId, mutationId: newMutationId() }),
    pendingId: isPending ? variables.sessionId : undefined,
    isPending,
    refusal: error === null || isOver ? null : errorText(error),
  };
}

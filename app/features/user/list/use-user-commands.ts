import { useQueryClient } from '@tanstack/react-query';
import { trpc } from '#app/lib/trpc.ts';
import { newMutationId } from '#app/realtime/mutation-id.ts';
import type { UserRowDto } from '#server/features/user/schema.ts';
import type { Role } from '#server/shared/permissions.ts';
import { putUser } from '../cache.ts';

/** What is asked before it is done. */
export type Question =
  | { command: 'block' | 'activate'; user: UserRowDto }
  | { command: 'changeRole'; user: UserRowDto; role: Role };

export function useUserCommands() {
  const queryClient = useQueryClient();
  const onSuccess = (user: Parameters<typeof putUser>[1]) => putUser(queryClient, user);
  const block = trpc.user.block.useMutation({ onSuccess });
  const activate = trpc.user.activate.useMutation({ onSuccess });
  const changeRole = trpc.user.changeRole.useMutation({ onSuccess });
  const clearLockout = trpc.user.clearLockout.useMutation({ onSuccess });
  const resend = trpc.user.resendInvitation.useMutation({ onSuccess });
  return {
    isPending: block.isPending || activate.isPending || changeRole.isPending,
    run: (question: Question) => {
      const { id: userId, version } = question.user;
      const target = { userId, version, mutationId: newMutationId() };
      switch (question.command) {
        case 'block':
          return block.mutateAsync(target);
        case 'activate':
          return activate.mutateAsync(target);
        case 'changeRole':
          return changeRole.mutateAsync({ ...target, role: question.role });
      }
    },
    clearLockout: ({ id: userId, version }: UserRowDto) =>
      clearLockout.mutateAsync({ userId, version, mutationId: newMutationId() }),
    resend: (user: UserRowDto) =>
      resend.mutateAsync({ userId: user.id, mutationId: newMutationId() }),
  };
}

import { trpc } from '#app/lib/trpc.ts';
import type { PasswordPolicy } from '#server/shared/password-policy.ts';
import { useLinkPassword } from './use-link-password.ts';

interface Options {
  policy: PasswordPolicy;
  onDone: (login: string) => void;
  focus: () => void;
}

/** Sets the password of a customer's link. */
export function useSetCustomerPassword({ policy, onDone, focus }: Options) {
  const { onError, formOf } = useLinkPassword({ policy, focus });
  const mutation = trpc.customer.choosePassword.useMutation({
    onSuccess: ({ login }) => onDone(login),
    onError,
  });
  return { ...formOf(mutation), isPending: mutation.isPending };
}

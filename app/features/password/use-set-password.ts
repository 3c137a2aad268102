import { useState } from 'react';
import { trpc } from '#app/lib/trpc.ts';
import type { PasswordPolicy } from '#server/shared/password-policy.ts';
import { useLinkPassword } from './use-link-password.ts';

interface Options {
  policy: PasswordPolicy;
  focus: () => void;
}

/** Sets the password of a user's link and goes in. */
export function useSetPassword({ policy, focus }: Options) {
  const { onError, formOf } = useLinkPassword({ policy, focus });
  const [isLeaving, setLeaving] = useState(false);
  const mutation = trpc.password.set.useMutation({
    onSuccess: () => {
      setLeaving(true);
      // A full navigation: the page that comes is rendered with the session and its place in the stream.
      window.location.assign('/');
    },
    onError,
  });
  return { ...formOf(mutation), isPending: mutation.isPending || isLeaving };
}

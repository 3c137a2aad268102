import { showToast } from '#app/components/toast.ts';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { errorDataOf } from '#app/lib/errors.ts';
import { trpc } from '#app/lib/trpc.ts';
import { leaveForSignIn } from '#app/realtime/leave.ts';

/** Ends the session; the server closes the user's other tabs of it within a second. */
export function useSignOut(): { signOut: () => void; isPending: boolean } {
  const errorText = useErrorText();
  const { mutate, isPending } = trpc.session.signOut.useMutation({
    onSuccess: () => leaveForSignIn('signedOut'),
    onError: (error) => {
      // Over already, in another tab perhaps: that is what was asked for.
      if (errorDataOf(error)?.code === 'UNAUTHENTICATED') leaveForSignIn('signedOut');
      else showToast({ message: errorText(error), tone: 'failed' });
    },
  });
  return { signOut: () => mutate(), isPending };
}

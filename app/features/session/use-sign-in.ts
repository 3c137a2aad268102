import { useState } from 'react';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { useIssueTexts } from '#app/i18n/use-field-issues.ts';
import { trpc } from '#app/lib/trpc.ts';
import { fieldIssues } from '#server/shared/field-issues.ts';

type Field = 'email' | 'password';

/** The rules come after the page: typing takes longer than their arrival. */
const loadSchema = () => import('#server/features/session/schema.ts');

interface Options {
  /** A path of our own. */
  next: string;
  focus: (field: Field) => void;
}

/**
 * Signing in: what can be said before asking is said beside the field; the server's refusal is one
 * text for every reason.
 */
export function useSignIn({ next, focus }: Options) {
  const issueTexts = useIssueTexts();
  const errorText = useErrorText();
  const [fieldErrors, setFieldErrors] = useState<Partial<Record<Field, string>>>({});
  const [isLeaving, setLeaving] = useState(false);
  const { mutate, error, isPending, reset } = trpc.session.signIn.useMutation({
    onSuccess: () => {
      setLeaving(true);
      // A full navigation: the page that comes is rendered with the session and its place in the stream.
      window.location.assign(next);
    },
    onError: () => focus('password'),
  });
  const signIn = async (typed: Record<Field, string>) => {
    reset();
    const { signInInput } = await loadSchema();
    const parsed = signInInput.safeParse(typed);
    if (parsed.success) {
      setFieldErrors({});
      mutate(parsed.data);
      return;
    }
    const errors = issueTexts(fieldIssues(parsed.error));
    setFieldErrors(errors);
    focus(errors['email'] === undefined ? 'password' : 'email');
  };
  return {
    signIn,
    prepare: () => void loadSchema(),
    fieldErrors,
    refusal: error === null ? null : errorText(error),
    isPending: isPending || isLeaving,
  };
}

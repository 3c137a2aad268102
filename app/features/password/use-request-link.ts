import { useState } from 'react';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { useIssueTexts } from '#app/i18n/use-field-issues.ts';
import { trpc } from '#app/lib/trpc.ts';
import { requestLinkInput } from '#server/features/password/schema.ts';
import { fieldIssues } from '#server/shared/field-issues.ts';

interface Options {
  /** @param email as it was asked for */
  onSent: (email: string) => void;
  focus: () => void;
}

export function useRequestLink({ onSent, focus }: Options) {
  const issueTexts = useIssueTexts();
  const errorText = useErrorText();
  const [issue, setIssue] = useState<string>();
  const { mutate, error, isPending, reset } = trpc.password.requestLink.useMutation({
    onSuccess: (_, { email }) => onSent(email),
    onError: focus,
  });
  return {
    request: (typed: string) => {
      reset();
      const parsed = requestLinkInput.safeParse({ email: typed });
      setIssue(parsed.success ? undefined : issueTexts(fieldIssues(parsed.error))['email']);
      if (parsed.success) mutate(parsed.data);
      else focus();
    },
    issue,
    refusal: error === null ? null : errorText(error),
    isPending,
  };
}

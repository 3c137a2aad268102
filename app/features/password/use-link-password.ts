import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { errorDataOf } from '#app/lib/errors.ts';
import type { PasswordPolicy } from '#server/shared/password-policy.ts';
import { useNewPasswordIssue } from './use-new-password-issue.ts';

interface Options {
  policy: PasswordPolicy;
  focus: () => void;
}

interface Mutation<Input> {
  mutate: (input: Input) => void;
  error: unknown;
  reset: () => void;
}

/**
 * What setting a password by a link has in common, whosever it is: what is wrong is said beside the field,
 * and a link that is over meanwhile is told by its page.
 */
export function useLinkPassword({ policy, focus }: Options) {
  const errorText = useErrorText();
  const { revalidate } = useRevalidator();
  const found = useNewPasswordIssue(policy);
  const [typedIssue, setTypedIssue] = useState<string>();
  return {
    onError: (refused: unknown) => {
      if (errorDataOf(refused)?.code === 'PASSWORD_LINK_INVALID') revalidate();
      focus();
    },
    formOf: <Input extends { password: string }>({ mutate, error, reset }: Mutation<Input>) => {
      const issue = typedIssue ?? found.ofRefusal(error, 'password');
      return {
        set: (input: Input) => {
          reset();
          const wrong = found.ofTyped(input.password);
          setTypedIssue(wrong);
          if (wrong === undefined) mutate(input);
          else focus();
        },
        issue,
        refusal: error === null || issue !== undefined ? null : errorText(error),
      };
    },
  };
}

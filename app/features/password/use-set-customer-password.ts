import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { errorDataOf } from '#app/lib/errors.ts';
import { trpc } from '#app/lib/trpc.ts';
import type { ChoosePasswordInput } from '#server/features/customer/schema.ts';
import type { PasswordPolicy } from '#server/shared/password-policy.ts';
import { useNewPasswordIssue } from './use-new-password-issue.ts';

interface Options {
  policy: PasswordPolicy;
  onDone: (login: string) => void;
  focus: () => void;
}

/** Sets the password of a customer's link. A link that is over meanwhile is told by its page. */
export function useSetCustomerPassword({ policy, onDone, focus }: Options) {
  const errorText = useErrorText();
  const { revalidate } = useRevalidator();
  const found = useNewPasswordIssue(policy);
  const [typedIssue, setTypedIssue] = useState<string>();
  const { mutate, error, isPending, reset } = trpc.customer.choosePassword.useMutation({
    onSuccess: ({ login }) => onDone(login),
    onError: (refused) => {
      if (errorDataOf(refused)?.code === 'PASSWORD_LINK_INVALID') revalidate();
      focus();
    },
  });
  const issue = typedIssue ?? found.ofRefusal(error, 'password');
  return {
    set: (input: ChoosePasswordInput) => {
      reset();
      const wrong = found.ofTyped(input.password);
      setTypedIssue(wrong);
      if (wrong === undefined) mutate(input);
      else focus();
    },
    issue,
    refusal: error === null || issue !== undefined ? null : errorText(error),
    isPending,
  };
}

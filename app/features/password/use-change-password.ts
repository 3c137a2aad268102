import { useState } from 'react';
import { showToast } from '#app/components/toast.ts';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { useIssueTexts } from '#app/i18n/use-field-issues.ts';
import { errorDataOf } from '#app/lib/errors.ts';
import { trpc } from '#app/lib/trpc.ts';
import { useTranslation } from 'react-i18next';
import type { ChangePasswordInput } from '#server/features/password/schema.ts';
import type { PasswordPolicy } from '#server/shared/password-policy.ts';
import { useNewPasswordIssue } from './use-new-password-issue.ts';

type Field = 'current' | 'wanted';

interface Options {
  policy: PasswordPolicy;
  focus: (field: Field) => void;
}

/** What is wrong is said beside its field: the old password as well as the new one. */
export function useChangePassword({ policy, focus }: Options) {
  const { t } = useTranslation('password');
  const errorText = useErrorText();
  const issueTexts = useIssueTexts();
  const found = useNewPasswordIssue(policy);
  const [typed, setTyped] = useState<Partial<Record<Field, string | undefined>>>({});
  const [round, setRound] = useState(0);
  const { mutate, error, isPending, reset } = trpc.password.change.useMutation({
    onSuccess: () => {
      setRound((before) => before + 1);
      showToast({ message: t('change.done') });
    },
    onError: (refused) => focus(isWrong(refused) ? 'current' : 'wanted'),
  });
  const current = typed.current ?? (isWrong(error) ? errorText(error) : undefined);
  const wanted = typed.wanted ?? found.ofRefusal(error, 'newPassword');
  const isBeside = current !== undefined || wanted !== undefined;
  return {
    change: (input: ChangePasswordInput) => {
      reset();
      const isEmpty = input.currentPassword === '';
      const missing = isEmpty ? issueTexts([{ path: 'current', code: 'required' }]) : {};
      const wrong = { current: missing['current'], wanted: found.ofTyped(input.newPassword) };
      setTyped(wrong);
      if (wrong.current !== undefined) focus('current');
      else if (wrong.wanted !== undefined) focus('wanted');
      else mutate(input);
    },
    issues: { current, wanted },
    refusal: error === null || isBeside ? null : errorText(error),
    /** Grows with each change that was made. */
    round,
    isPending,
  };
}

/** It is the old password that was refused, or may not be tried any more. */
function isWrong(error: unknown): boolean {
  const code = errorDataOf(error)?.code;
  return code === 'PASSWORD_WRONG' || code === 'LOCKED_OUT' || code === 'LOCKED_OUT_ENDLESSLY';
}

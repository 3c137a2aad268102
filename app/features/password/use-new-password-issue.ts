import { useIssueTexts } from '#app/i18n/use-field-issues.ts';
import { errorDataOf } from '#app/lib/errors.ts';
import { passwordIssue } from '#server/shared/password-policy.ts';
import type { PasswordPolicy } from '#server/shared/password-policy.ts';

/** What is wrong with a new password, in words: before it is sent, and as the server found it. */
export function useNewPasswordIssue(policy: PasswordPolicy) {
  const issueTexts = useIssueTexts();
  return {
    ofTyped: (password: string): string | undefined => {
      const issue = passwordIssue(password, policy);
      return issue === null ? undefined : issueTexts([{ path: 'new', ...issue }])['new'];
    },
    ofRefusal: (error: unknown, path: string): string | undefined =>
      issueTexts(errorDataOf(error)?.issues ?? [])[path],
  };
}

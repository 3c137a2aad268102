import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { useIssueTexts } from '#app/i18n/use-field-issues.ts';
import { errorDataOf } from '#app/lib/errors.ts';
import { useSession } from '#app/lib/session.ts';
import { trpc } from '#app/lib/trpc.ts';
import { newMutationId } from '#app/realtime/mutation-id.ts';
import type { UserRowDto } from '#server/features/user/schema.ts';
import type { FieldIssue } from '#server/shared/errors.ts';
import { roles } from '#server/shared/permissions.ts';
import { putNewUser } from '../cache.ts';
import type { Contents, FormField } from './new-user.ts';
import { emptyUser, orderOf } from './new-user.ts';

/** The rules know all the world's phone numbers: they come after the dialog. */
const loadRules = () => import('#server/shared/user-rules.ts');

/** The form of a new user: what was typed stays, whatever the server answers. */
export function useNewUser(onAdded: (user: UserRowDto) => void) {
  const { validationProfile } = useSession().company;
  const texts = useIssueTexts();
  const explain = useProblemText();
  const [contents, setContents] = useState(emptyUser);
  const [issues, setIssues] = useState<readonly FieldIssue[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const inputs = useRef(new Map<FormField, HTMLElement>());
  const { send, isPending } = useSending();
  useEffect(() => void loadRules().catch(() => undefined), []);

  async function check(): Promise<FieldIssue[]> {
    const rules = await loadRules().catch(() => null);
    // Without them the server says the same, only later.
    const found = rules === null ? [] : rules.checkUser(contents, validationProfile).issues;
    return contents.role === '' ? [...found, { path: 'role', code: 'required' }] : found;
  }

  /** Says all of it, and goes to the first field that is wrong. */
  function tell(found: readonly FieldIssue[]) {
    setIssues(found);
    const first = orderOf(found)[0];
    if (first !== undefined) inputs.current.get(first)?.focus();
  }

  async function submit() {
    setProblem(null);
    const found = await check();
    const role = roles.find((each) => each === contents.role);
    if (found.length > 0 || role === undefined) {
      tell(found);
      return;
    }
    try {
      onAdded(await send({ ...contents, role }));
    } catch (error) {
      setProblem(explain(error));
      tell(errorDataOf(error)?.issues ?? []);
    }
  }

  return {
    contents,
    problem,
    isPending,
    errors: texts(issues),
    register: (field: FormField) => (element: HTMLElement | null) => {
      if (element === null) inputs.current.delete(field);
      else inputs.current.set(field, element);
    },
    change: (field: FormField, value: string) => {
      setContents((before) => ({ ...before, [field]: value }));
      setIssues((before) => before.filter(({ path }) => path !== field));
    },
    /** A field that was filled in and left is checked by itself. */
    left: (field: FormField) => {
      if (contents[field] === '') return;
      void check().then((found) =>
        setIssues((before) => [
          ...before.filter(({ path }) => path !== field),
          ...found.filter(({ path }) => path === field),
        ]),
      );
    },
    submit: () => void submit().catch(reportError),
  };
}

/** The same form sent again is the same command: whatever got lost on the way, one user is added. */
function useSending() {
  const queryClient = useQueryClient();
  const sent = useRef({ text: '', mutationId: '' });
  const { mutateAsync, isPending } = trpc.user.create.useMutation({
    onSuccess: (user) => putNewUser(queryClient, user),
  });
  const send = (values: Contents & { role: (typeof roles)[number] }) => {
    const text = JSON.stringify(values);
    if (sent.current.text !== text) sent.current = { text, mutationId: newMutationId() };
    return mutateAsync({ ...values, mutationId: sent.current.mutationId });
  };
  return { send, isPending };
}

/** S4-29 and S4-30: what is taken has its own message, a technical failure another. */
function useProblemText(): (error: unknown) => string | null {
  const { t } = useTranslation('user');
  const errorText = useErrorText();
  return (error) => {
    const data = errorDataOf(error);
    switch (data?.code) {
      case 'INVALID_INPUT':
        return null;
      case undefined:
      case 'SERVICE_UNAVAILABLE':
        return t('add.technical');
      case 'INTERNAL':
        return t('add.technicalWithId', { requestId: data.requestId ?? '—' });
      default:
        return errorText(error);
    }
  };
}

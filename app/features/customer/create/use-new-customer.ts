import { useNavigate } from '@remix-run/react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#app/components/toast.ts';
import type { CustomerDto } from '#server/features/customer/schema.ts';
import type { DraftField } from '#server/features/draft/schema.ts';
import { focusField } from '../fields/focus-field.ts';
import { fullName } from '../full-name.ts';
import type { Issues, NewField } from './check-new-customer.ts';
import { createInputOf, draftOf, formOrder, withDraft } from './new-customer.ts';
import type { Refusal } from './use-attempt.ts';
import { useAttempt } from './use-attempt.ts';
import { useChecks } from './use-checks.ts';
import { useContents } from './use-contents.ts';
import { useCreateDraft } from './use-create-draft.ts';
import { isUnique, useTaken } from './use-taken.ts';

export type NewCustomerForm = ReturnType<typeof useNewCustomer>;

/** A new customer from the first key to the page that they get: nothing typed is lost on the way. */
export function useNewCustomer() {
  const { t } = useTranslation('customer');
  const navigate = useNavigate();
  const root = useRef<HTMLFormElement>(null);
  /** Read while navigating, before anything is rendered again. */
  const isDone = useRef(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const checks = useChecks();
  const taken = useTaken();
  const contents = useContents((field, next) => {
    setRefusal(null);
    checks.changed(field, next);
  });
  const { form, setForm } = contents;
  const draft = useCreateDraft(form);
  const attempt = useAttempt({ onDone, onRefused });

  function onDone(customer: CustomerDto) {
    isDone.current = true;
    draft.clear();
    showToast({ message: t('create.done', { name: fullName(customer) }) });
    navigate(`/customers/${customer.id}`);
  }

  function onRefused(refused: Refusal) {
    setRefusal(refused);
    if (refused === 'unknown' || refused.issues.length === 0) return;
    const issues = checks.tell(refused.issues);
    focusFirst(root.current, issues);
    for (const field of ['login', 'email'] as const) {
      if (issues[field]?.code === 'taken') void taken.ask(field, form.values[field]);
    }
  }

  async function submit() {
    if (attempt.isPending || isDone.current) return;
    setRefusal(null);
    const issues = await checks.checkAll(form);
    if (Object.keys(issues).length > 0) focusFirst(root.current, issues);
    else await attempt.send(createInputOf(form));
  }

  return {
    ...contents,
    root,
    isDone,
    refusal,
    draft,
    isDirty: draftOf(form).length > 0,
    isPending: attempt.isPending || isDone.current,
    issues: checks.issues,
    takenBy: taken.takenBy,
    submit,
    leave: (field: NewField) => {
      checks.left(field, form);
      if (isUnique(field)) void taken.ask(field, form.values[field]);
    },
    continueDraft: (fields: readonly DraftField[]) => {
      draft.takeOver(fields);
      setForm(withDraft(form, fields));
    },
    discardDraft: (fields: readonly DraftField[]) => {
      draft.takeOver(fields);
      // The same contents once more: what is no longer wanted of the draft goes.
      setForm({ ...form });
    },
  };
}

function focusFirst(root: ParentNode | null, issues: Issues) {
  const first = formOrder.find((field) => issues[field] !== undefined);
  if (first !== undefined) focusField(root, first);
}

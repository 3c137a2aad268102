import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { errorDataOf } from '#app/lib/errors.ts';
import { useSession } from '#app/lib/session.ts';
import { trpc } from '#app/lib/trpc.ts';
import { useOnline } from '#app/realtime/connection.ts';
import { leaveForSignIn } from '#app/realtime/leave.ts';
import { newMutationId } from '#app/realtime/mutation-id.ts';
import type { CustomerDto, EditOutcome } from '#server/features/customer/schema.ts';
import type { EditableField } from '#server/shared/customer-fields.ts';
import type { FieldIssue } from '#server/shared/errors.ts';
import { putCustomer } from '../cache.ts';
import { checkFields } from './check-fields.ts';
import type { FormStore } from './form-store.ts';
import type { SentEdit } from './form-sending.ts';
import {
  saveInput,
  sameAsLost,
  settle,
  startSending,
  stopSending,
  withIssues,
} from './form-sending.ts';
import { changedFields } from './form-state.ts';

/** Why the last save came to nothing. */
export type SaveProblem =
  /** Nothing was sent. */
  | { kind: 'offline' }
  /** Whether it was saved is not known: it may be sent again, or its event tells. */
  | { kind: 'unanswered' }
  /** The customer was removed, or one may no longer see them. */
  | { kind: 'gone' }
  | { kind: 'forbidden' }
  | { kind: 'other'; error: unknown };

interface Answers {
  onOutcome: (outcome: EditOutcome, before: CustomerDto) => void;
  /** The fields that have to be put right; at least one. */
  onIssues: (fields: readonly EditableField[]) => void;
}

/** Sends what was changed, once, and sorts the answer into the form. */
export function useSave(store: FormStore, { onOutcome, onIssues }: Answers) {
  const queryClient = useQueryClient();
  const { company } = useSession();
  const isOnline = useOnline();
  const { mutateAsync: edit } = trpc.customer.edit.useMutation();
  const inFlight = useRef(false);
  /** What was to be saved while something was: it goes next. */
  const next = useRef(new Set<EditableField>());
  /** No answer came: while the form calls it lost, whether it was saved the server alone knows. */
  const lost = useRef<SentEdit | null>(null);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<SaveProblem | null>(null);

  function refuse(issues: readonly FieldIssue[]) {
    store.update((state) => withIssues(state, issues));
    if (issues.length > 0) onIssues(issues.map(({ path }) => path as EditableField));
  }

  async function send(fields: readonly EditableField[]) {
    const issues = await checkFields(store.state, fields, company.validationProfile);
    if (issues.length > 0) return refuse(issues);
    const before = store.state.live;
    const wanted = { customerId: before.id, ...saveInput(store.state, fields) };
    const mutationId = newMutationId();
    const input = sameAsLost(store.state, lost.current, wanted) ?? { ...wanted, mutationId };
    lost.current = null;
    store.update((state) => startSending(state, fields));
    try {
      const outcome = await edit(input);
      store.update((state) => settle(state, outcome, store.authorOf));
      putCustomer(queryClient, outcome.customer);
      refuse(outcome.issues);
      onOutcome(outcome, before);
    } catch (error) {
      const data = errorDataOf(error);
      if (data === null) lost.current = input;
      const lostId = data === null ? input.mutationId : null;
      store.update((state) => stopSending(state, { authorOf: store.authorOf, lostId }));
      refuse((data?.issues ?? []).map(withFieldName));
      setProblem(problemOf(error));
      // What was typed is a draft by now, and is offered after signing in.
      if (data?.code === 'UNAUTHENTICATED') leaveForSignIn();
    }
  }

  async function save(fields: readonly EditableField[] = changedFields(store.state)) {
    if (fields.length === 0) return;
    if (inFlight.current) return fields.forEach((field) => next.current.add(field));
    if (!isOnline) return setProblem({ kind: 'offline' });
    inFlight.current = true;
    setPending(true);
    setProblem(null);
    try {
      await send(fields);
    } finally {
      inFlight.current = false;
      setPending(false);
    }
    const following = [...next.current].filter((field) => store.state.touched[field] !== undefined);
    next.current.clear();
    await save(following);
  }

  return { save, isPending, problem, clearProblem: () => setProblem(null) };
}

function problemOf(error: unknown): SaveProblem {
  const code = errorDataOf(error)?.code;
  if (code === undefined) return { kind: 'unanswered' };
  if (code === 'CUSTOMER_NOT_FOUND') return { kind: 'gone' };
  return code === 'FORBIDDEN' ? { kind: 'forbidden' } : { kind: 'other', error };
}

/** The input's own schema names a field by its place: `changes.city`. */
function withFieldName(issue: FieldIssue): FieldIssue {
  return { ...issue, path: issue.path.split('.').at(-1) ?? issue.path };
}

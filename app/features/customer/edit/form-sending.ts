/**
 * The form on its way to the server and back. Invariant: a field leaves the form only when the
 * server says that it stands as it was sent; everything else stays as typed, with the reason.
 */
import type { EditCustomerInput, EditOutcome } from '#server/features/customer/schema.ts';
import type { CustomerField, EditableField, TypedChanges } from '#server/shared/customer-fields.ts';
import type { FieldIssue } from '#server/shared/errors.ts';
import type { AuthorOf, FormState, TouchedField, Values } from './form-state.ts';
import { rebased, without, withoutIssues } from './form-state.ts';
import { isSame, valueOf } from './form-values.ts';

/** What goes out: only changed fields, each under the version at which it was read. */
export function saveInput(
  { live, touched }: FormState,
  fields: readonly EditableField[],
): Pick<EditCustomerInput, 'version' | 'changes' | 'basedOn' | 'tags'> {
  const changes: TypedChanges = {};
  const basedOn: Partial<Record<CustomerField, number>> = {};
  for (const field of fields) {
    const entry = touched[field];
    if (entry === undefined || field === 'tags' || Array.isArray(entry.value)) continue;
    changes[field] = entry.value;
    if (entry.version < live.version) basedOn[field] = entry.version;
  }
  const tags = fields.includes('tags') ? tagChanges(touched.tags) : { add: [], remove: [] };
  return { version: live.version, changes, basedOn, tags };
}

type WantedEdit = Pick<EditCustomerInput, 'customerId'> & ReturnType<typeof saveInput>;

export interface SentEdit extends WantedEdit {
  mutationId: string;
}

/**
 * The same fields with the same values, while nothing has told what became of them and the reader has
 * decided nothing since, are the save whose answer was lost, sent again as it was: the server knows what
 * became of it, and what others did after that is not saved over.
 */
export function sameAsLost(
  { lost: open }: Pick<FormState, 'lost'>,
  lost: SentEdit | null,
  wanted: WantedEdit,
): SentEdit | null {
  if (lost === null || open?.mutationId !== lost.mutationId) return null;
  const contents = ({ customerId, changes, tags }: WantedEdit) =>
    JSON.stringify([customerId, Object.entries(changes ?? {}).sort(), tags]);
  return contents(lost) === contents(wanted) ? lost : null;
}

function tagChanges(entry: TouchedField | undefined): { add: number[]; remove: number[] } {
  const { value, base } = entry ?? {};
  if (!Array.isArray(value) || !Array.isArray(base)) return { add: [], remove: [] };
  return {
    add: value.filter((id) => !base.includes(id)),
    remove: base.filter((id) => !value.includes(id)),
  };
}

export function startSending(state: FormState, fields: readonly EditableField[]): FormState {
  const sending: Values = {};
  for (const field of fields) {
    const entry = state.touched[field];
    if (entry !== undefined) sending[field] = entry.value;
  }
  return { ...withoutIssues(state, fields), sending, lost: null };
}

/** No answer, or a refusal of the whole: everything stays as typed. */
export function stopSending(
  state: FormState,
  { authorOf, lostId }: { authorOf: AuthorOf; lostId: string | null },
): FormState {
  const lost =
    lostId === null || state.sending === null
      ? null
      : { mutationId: lostId, values: state.sending };
  return rebased({ ...state, sending: null, lost }, authorOf);
}

/** The answer: what was saved is untouched unless typed on; what was refused stays, with the reason. */
export function settle(state: FormState, outcome: EditOutcome, authorOf: AuthorOf): FormState {
  const { customer, saved, conflicts, issues } = outcome;
  const sent = state.sending ?? {};
  const done = saved.filter((field) => {
    const [entry, asked] = [state.touched[field], sent[field]];
    return entry !== undefined && asked !== undefined && isSame(entry.value, asked);
  });
  const { touched } = without(state, done);
  for (const field of saved) {
    const entry = touched[field];
    if (entry === undefined) continue;
    const base = valueOf(customer, field);
    touched[field] = { ...entry, base, version: customer.version, note: null };
  }
  for (const { field, theirs, base, by, at } of conflicts) {
    const entry = touched[field];
    if (entry === undefined) continue;
    const note = { theirs: theirs.value, name: theirs.name, version: customer.version, by, at };
    touched[field] = { ...entry, base: base.value, note };
  }
  const named = Object.fromEntries(issues.map((issue) => [issue.path, issue]));
  const live = customer.version >= state.live.version ? customer : state.live;
  const next = { ...state, touched, live, sending: null, lost: null };
  return rebased({ ...next, issues: { ...state.issues, ...named } }, authorOf);
}

export function withIssues(state: FormState, issues: readonly FieldIssue[]): FormState {
  const named = Object.fromEntries(issues.map((issue) => [issue.path, issue]));
  return { ...state, issues: { ...state.issues, ...named } };
}

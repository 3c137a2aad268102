/**
 * A form that lives while colleagues edit the same customer. Values in, values out.
 * Invariants: an untouched field shows the live customer; a touched one shows what was typed until
 * the reader saves, takes the colleague's value or reverts; a value that was typed over another than
 * the reader has seen goes out under the version that they did see, so the server can tell.
 */
import type { CustomerDto } from '#server/features/customer/schema.ts';
import type { DraftField } from '#server/features/draft/schema.ts';
import type { EditableField } from '#server/shared/customer-fields.ts';
import { editableFields } from '#server/shared/customer-fields.ts';
import type { FieldIssue } from '#server/shared/errors.ts';
import type { EventAuthor } from '#server/shared/event.ts';
import type { Value } from './form-values.ts';
import { isSame, nameOf, valueOf } from './form-values.ts';

/** A colleague changed the field while it was being typed into. */
export interface Note {
  theirs: Value;
  /** Of a reference. */
  name: string | null;
  version: number;
  by: EventAuthor | null;
  /** Null while it is not known. */
  at: string | null;
}

export interface TouchedField {
  /** As typed. */
  value: Value;
  /** What the chosen reference is called, if that is known. */
  name: string | null;
  /** What stood there when it was read … */
  base: Value;
  /** … at this version, or at a later one that left it as it was. */
  version: number;
  note: Note | null;
}

export type Values = Partial<Record<EditableField, Value>>;

export interface FormState {
  live: CustomerDto;
  touched: Partial<Record<EditableField, TouchedField>>;
  issues: Partial<Record<EditableField, FieldIssue>>;
  /** On its way to the server: no change of these is a colleague's until the answer is here. */
  sending: Values | null;
  /**
   * A save whose answer did not come: its event tells that it was done all the same. Forgotten when it
   * has told, and when the reader decides about what stands there now.
   */
  lost: { mutationId: string; values: Values } | null;
}

/** Who changed a field last, as far as events told it. */
export interface FieldAuthor {
  by: EventAuthor | null;
  at: string;
  mutationId: string | null;
}
export type AuthorOf = (field: EditableField) => FieldAuthor | null;

export function startForm(live: CustomerDto): FormState {
  return { live, touched: {}, issues: {}, sending: null, lost: null };
}

export function shownValue({ live, touched }: FormState, field: EditableField): Value {
  return touched[field]?.value ?? (touched[field] === undefined ? valueOf(live, field) : null);
}

/** In the order of the form. */
export function changedFields({ touched }: FormState): EditableField[] {
  return editableFields.filter((field) => {
    const entry = touched[field];
    return entry !== undefined && !isSame(entry.value, entry.base);
  });
}

/** Typing what stands there anyway makes a field untouched. */
export function typeInto(
  state: FormState,
  field: EditableField,
  { value, name = null }: { value: Value; name?: string | null | undefined },
): FormState {
  const clean = withoutIssues(state, [field]);
  if (isSame(value, valueOf(state.live, field)) && !isSent(state, field)) {
    return without(clean, [field]);
  }
  const entry = state.touched[field] ?? {
    base: valueOf(state.live, field),
    version: state.live.version,
    note: null,
  };
  return withEntry(clean, field, { ...entry, value, name });
}

/** The focus has gone: what came to be the same on both sides follows the customer again. */
export function leaveField(state: FormState, field: EditableField): FormState {
  const entry = state.touched[field];
  if (entry === undefined || !isSame(entry.value, entry.base) || isSent(state, field)) return state;
  return without(state, [field]);
}

/** Their value; the field is untouched again. */
export function takeTheirs(state: FormState, field: EditableField): FormState {
  return revertFields(state, [field]);
}

/** Mine, now in full view of theirs. */
export function keepMine(state: FormState, field: EditableField): FormState {
  const entry = state.touched[field];
  if (entry?.note == null) return state;
  const { theirs, version } = entry.note;
  return withEntry(decided(state), field, { ...entry, base: theirs, version, note: null });
}

/** Decided with theirs in view, at the version that was on screen: a later one is told anew. */
export function decideField(
  state: FormState,
  { field, value, name }: { field: EditableField; value: Value; name: string | null },
  { seen, authorOf }: { seen: { theirs: Value; version: number }; authorOf: AuthorOf },
): FormState {
  const entry = { value, name, base: seen.theirs, version: seen.version, note: null };
  return rebased(withEntry(decided(state), field, entry), authorOf);
}

export function revertFields(state: FormState, fields: readonly EditableField[]): FormState {
  return without(withoutIssues(decided(state), fields), fields);
}

/** What goes out now is another wish than the save whose answer was lost. */
function decided(state: FormState): FormState {
  return { ...state, lost: null };
}

/** The customer as it stands now. What is older than what was shown changes nothing. */
export function followLive(state: FormState, live: CustomerDto, authorOf: AuthorOf): FormState {
  if (live.version < state.live.version || live === state.live) return state;
  return rebased({ ...state, live }, authorOf);
}

/** Each touched field against the customer as it is now. */
export function rebased(state: FormState, authorOf: AuthorOf): FormState {
  const touched: FormState['touched'] = {};
  let { lost } = state;
  for (const field of touchedFields(state)) {
    const entry = state.touched[field];
    if (entry === undefined) continue;
    const author = authorOf(field);
    const next = isSent(state, field) ? entry : rebasedEntry(state, field, author);
    if (next !== null) touched[field] = next;
    if (isOfLost(state, field, author)) lost = null;
  }
  return { ...state, touched, lost };
}

/** The field's last change is what the lost save did to it. */
function isOfLost({ lost }: FormState, field: EditableField, author: FieldAuthor | null): boolean {
  return lost?.values[field] !== undefined && lost.mutationId === author?.mutationId;
}

function rebasedEntry(
  state: FormState,
  field: EditableField,
  author: FieldAuthor | null,
): TouchedField | null {
  const { live, touched, lost } = state;
  const entry = touched[field];
  if (entry === undefined) return null;
  const { version } = live;
  const now = valueOf(live, field);
  const sent = lost?.values[field];
  if (sent !== undefined && isOfLost(state, field, author)) {
    if (isSame(entry.value, sent)) return null;
    return { ...entry, base: now, version, note: null };
  }
  // Tags merge as a set: what was added and taken away stays so whatever colleagues add.
  if (field === 'tags') return entry;
  if (isSame(now, entry.value)) return { ...entry, base: now, version, note: null };
  if (isSame(now, entry.base)) return { ...entry, version, note: null };
  if (entry.note !== null && isSame(entry.note.theirs, now)) {
    return { ...entry, note: { ...entry.note, version } };
  }
  const name = nameOf(live, field);
  const { by, at } = author ?? { by: null, at: null };
  return { ...entry, note: { theirs: now, name, version, by, at } };
}

/** What was typed and not saved at another time, over what the customer is now. */
export function restoreDraft(
  state: FormState,
  fields: readonly DraftField[],
  authorOf: AuthorOf,
): FormState {
  const touched = { ...state.touched };
  for (const { field, value, base, version } of fields) {
    touched[field] ??= { value, base, version, name: null, note: null };
  }
  return rebased({ ...state, touched }, authorOf);
}

/** What has to be kept for another time. */
export function draftOf(state: FormState): DraftField[] {
  return changedFields(state).flatMap((field) => {
    const entry = state.touched[field];
    if (entry === undefined) return [];
    const { value, base, version } = entry;
    return [{ field, value, base, version }];
  });
}

function isSent({ sending }: FormState, field: EditableField): boolean {
  return sending?.[field] !== undefined;
}

function touchedFields({ touched }: FormState): EditableField[] {
  return editableFields.filter((field) => touched[field] !== undefined);
}

function withEntry(state: FormState, field: EditableField, entry: TouchedField): FormState {
  return { ...state, touched: { ...state.touched, [field]: entry } };
}

export function without(state: FormState, fields: readonly EditableField[]): FormState {
  return { ...state, touched: omit(state.touched, fields) };
}

export function withoutIssues(state: FormState, fields: readonly EditableField[]): FormState {
  return { ...state, issues: omit(state.issues, fields) };
}

type PerField<Item> = Partial<Record<EditableField, Item>>;

function omit<Item>(items: PerField<Item>, fields: readonly EditableField[]): PerField<Item> {
  const rest = Object.entries(items).filter(([name]) => !fields.some((field) => field === name));
  return Object.fromEntries(rest);
}

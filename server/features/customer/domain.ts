/**
 * The rules of a customer's lock, of merging what several people changed, and of places in a sorted
 * list of customers: values in, values out. Invariants: the facts of a customer's state stay
 * independent, so that locking changes that one alone; a field that another changed since it was read
 * is never saved over. Nothing is read or written here.
 */
import { z } from 'zod';
import type {
  CustomerField,
  CustomerValues,
  FieldValue,
  typedChanges,
} from '#server/shared/customer-fields.ts';
import { customerFields, isCustomerField } from '#server/shared/customer-fields.ts';
import type { CustomerSortKey } from '#server/shared/customer-filter.ts';
import { checkField, checkTogether } from '#server/shared/customer-rules.ts';
import type { FieldIssue } from '#server/shared/errors.ts';
import { AppError } from '#server/shared/errors.ts';
import type { FieldChange } from '#server/shared/event.ts';
import { moneySchema } from '#server/shared/money.ts';
import { moment, text, wholeNumber } from '#server/shared/place-values.ts';
import type { ValidationProfile } from '#server/shared/validation-profile.ts';
import { customerEvents } from './events.ts';
import type {
  CustomerDto,
  CustomerLock,
  EditOutcome,
  FieldConflict,
  NamedValue,
} from './schema.ts';

/** What stood in the log about the lock since the version that a screen showed. */
export type LockChange = { by: string; at: string } | null;

export interface SeenCustomer {
  customer: CustomerDto;
  /** The version that the screen showed. */
  seenVersion: number;
  changedSince: LockChange;
}

/**
 * A lock goes on what the screen showed: a customer whose lock did not change since. Other changes
 * (a deposit, a corrected phone) don't stand in its way.
 * @throws STALE_VERSION
 */
function assertLockAsSeen({ customer, seenVersion, changedSince }: SeenCustomer): void {
  if (seenVersion > customer.version) throw new AppError('STALE_VERSION');
  if (changedSince) throw new AppError('STALE_VERSION', changedSince);
}

/**
 * S1-51 to S1-53: ends a customer's access.
 * @throws CUSTOMER_ALREADY_LOCKED, STALE_VERSION
 */
export function lock(seen: SeenCustomer, details: CustomerLock): CustomerDto {
  const { customer } = seen;
  if (customer.locked) {
    const { by, at } = customer.locked;
    throw new AppError('CUSTOMER_ALREADY_LOCKED', { by: by?.name ?? '', at });
  }
  assertLockAsSeen(seen);
  return { ...customer, version: customer.version + 1, locked: details, openSessionsCount: 0 };
}

/**
 * S1-55, S1-56: restores a customer's access.
 * @throws CUSTOMER_NOT_LOCKED, STALE_VERSION
 */
export function unlock(seen: SeenCustomer): { customer: CustomerDto; ended: CustomerLock } {
  const { customer } = seen;
  if (!customer.locked) throw new AppError('CUSTOMER_NOT_LOCKED');
  assertLockAsSeen(seen);
  const unlocked = { ...customer, version: customer.version + 1, locked: null };
  return { customer: unlocked, ended: customer.locked };
}

/**
 * Takes an unlock back: the lock that it ended, again, by whoever takes it back.
 * @throws CUSTOMER_ALREADY_LOCKED, STALE_VERSION
 */
export function relock(
  seen: SeenCustomer,
  { data, ...again }: { data: unknown } & Pick<CustomerLock, 'at' | 'by'>,
): CustomerLock {
  const { reason, message } = customerEvents['customer.unlocked'].parse(data).lock;
  const details = { reason, message, ...again };
  lock(seen, details);
  return details;
}

type Reference = CustomerDto['organization'];
type Tag = CustomerDto['tags'][number];
const referenceFields = {
  organizationId: 'organization',
  salesRepresentativeId: 'salesRepresentative',
} as const;
type ReferenceField = keyof typeof referenceFields;

function isReference(field: CustomerField): field is ReferenceField {
  return field in referenceFields;
}

/** As much of a customer as people edit. */
type Edited = Pick<
  CustomerDto,
  Exclude<CustomerField, ReferenceField> | 'organization' | 'salesRepresentative' | 'tags'
>;

/** What a new customer is an edit of. */
export const blankCustomer: Edited = {
  ...{ login: '', lastName: '', firstName: '', middleName: null, gender: null, birthday: null },
  ...{ email: '', phone: null, language: null, timeZone: null, country: null, region: null },
  ...{ city: null, addressLine1: null, addressLine2: null, postalCode: null },
  ...{ legalType: 'person', legalName: null, taxNumber: null, organization: null },
  ...{ salesRepresentative: null, website: null, comment: null, tags: [] },
};

/** What of a customer people edit, as stored. */
function valuesOf(customer: Edited): CustomerValues {
  const { organization, salesRepresentative } = customer;
  const references = {
    organizationId: organization?.id ?? null,
    salesRepresentativeId: salesRepresentative?.id ?? null,
  };
  return Object.fromEntries(
    customerFields.map((field) => [
      field,
      isReference(field) ? references[field] : customer[field],
    ]),
  ) as CustomerValues;
}

/** What is asked for, each field by itself in order, or wrong by itself. */
export interface AskedEdit {
  values: Map<CustomerField, FieldValue>;
  issues: FieldIssue[];
  /** The version at which a field was read. */
  basedOn: (field: CustomerField) => number;
  tags: { add: readonly number[]; remove: readonly number[] };
}

/** Judges each typed value by itself, so that one refused field doesn't lose the others. */
export function checkValues(
  typed: z.output<typeof typedChanges>,
  profile: ValidationProfile,
): Pick<AskedEdit, 'values' | 'issues'> {
  const values = new Map<CustomerField, FieldValue>();
  const issues: FieldIssue[] = [];
  for (const field of customerFields) {
    const given = typed[field];
    if (given === undefined) continue;
    const { value, issue } = checkField(field, given, profile);
    if (issue) issues.push(issue);
    else values.set(field, value);
  }
  return { values, issues };
}

/** What stands in the record about a past edit. */
export interface PastEdit {
  version: number;
  by: FieldConflict['by'];
  at: string;
  changes: FieldChange[];
  data: unknown;
}

/** What the database knows of what is asked for. */
export interface EditFacts {
  customer: Edited;
  /** Edits since the oldest version that a field was read at, oldest first. */
  edits: readonly PastEdit[];
  /** Those of the chosen ones that may be chosen. */
  choices: { organization: Reference; salesRepresentative: Reference; tags: readonly Tag[] };
  /** Other customers who have the wanted login or e-mail. */
  takenBy: Partial<Record<CustomerField, Reference>>;
  profile: ValidationProfile;
}

export interface EditPlan extends Pick<EditOutcome, 'saved' | 'conflicts' | 'issues'> {
  /** What really changes. */
  changes: Partial<CustomerValues>;
  tags: { added: Tag[]; removed: Tag[] };
}

/** Another customer's login or e-mail, and what can't be chosen, stay out. */
function issueOf(field: CustomerField, value: FieldValue, facts: EditFacts): FieldIssue | null {
  const owner = facts.takenBy[field];
  if (owner) return { path: field, code: 'taken', params: { by: owner.name } };
  const isGone = isReference(field) && facts.choices[referenceFields[field]]?.id !== value;
  return isGone && value !== null ? { path: field, code: 'gone' } : null;
}

/** The name that a reference had before a past edit. */
function oldNameOf(field: CustomerField, { data }: PastEdit): string | null {
  const edited = customerEvents['customer.edited'].safeParse(data);
  if (!isReference(field) || !edited.success) return null;
  return edited.data[referenceFields[field]]?.old?.name ?? null;
}

/** What was asked for a field, and what stands in its way; null when nobody else changed it since. */
function conflictOf(field: CustomerField, asked: AskedEdit, facts: EditFacts) {
  const { customer, edits, choices } = facts;
  const since = edits.filter(
    ({ version, changes }) =>
      version > asked.basedOn(field) && changes.some((change) => change.field === field),
  );
  const [first, last] = [since.at(0), since.at(-1)];
  const base = first?.changes.find((change) => change.field === field)?.old ?? null;
  const theirs = valuesOf(customer)[field];
  if (!first || !last || base === theirs) return null;
  const named = (value: FieldValue, name?: string | null): NamedValue => ({
    value,
    name: isReference(field) && value !== null ? (name ?? null) : null,
  });
  const reference = isReference(field) ? referenceFields[field] : null;
  return {
    field,
    base: named(base as FieldValue, oldNameOf(field, first)),
    theirs: named(theirs, reference && customer[reference]?.name),
    mine: named(asked.values.get(field) ?? null, reference && choices[reference]?.name),
    by: last.by,
    at: last.at,
  };
}

/** Fields that don't fit together stay out one after another, until what is left does. */
function leaveOutMisfits(accepted: Map<CustomerField, FieldValue>, facts: EditFacts): FieldIssue[] {
  const current = valuesOf(facts.customer);
  const issues: FieldIssue[] = [];
  const isNew = facts.customer === blankCustomer;
  for (;;) {
    const changed = new Set(
      [...accepted].flatMap(([field, value]) => (value === current[field] ? [] : [field])),
    );
    const values = { ...current, ...Object.fromEntries(accepted) };
    if (isNew) return checkTogether(values, new Set(customerFields), facts.profile);
    const [issue] = checkTogether(values, changed, facts.profile);
    const field = customerFields.find((name) => name === issue?.path);
    if (issue === undefined || field === undefined) return issues;
    accepted.delete(field);
    issues.push(issue);
  }
}

/** Tags merge as a set: what is there already is not added, what is gone already not removed. */
function planTags(asked: AskedEdit['tags'], { customer, choices }: EditFacts) {
  const wanted = [...asked.add, ...asked.remove];
  const known = new Map([...customer.tags, ...choices.tags].map((tag) => [tag.id, tag]));
  const isGone = wanted.some((id) => !known.has(id));
  const isTorn = asked.add.some((id) => asked.remove.includes(id));
  if (isGone || isTorn) {
    const issue = { path: 'tags', code: isGone ? 'gone' : 'invalid' };
    return { added: [], removed: [], saved: [], issues: [issue] };
  }
  const borne = new Set(customer.tags.map(({ id }) => id));
  const added = [...known.values()].filter(({ id }) => asked.add.includes(id) && !borne.has(id));
  const removed = customer.tags.filter(({ id }) => asked.remove.includes(id));
  return { added, removed, saved: wanted.length > 0 ? ['tags' as const] : [], issues: [] };
}

/**
 * What becomes of a save: what nobody else touched is merged, what both changed is told, and what is
 * wrong stays out; each field that was asked for is in exactly one of the three lists.
 */
export function planEdit(asked: AskedEdit, facts: EditFacts): EditPlan {
  const current = valuesOf(facts.customer);
  const accepted = new Map<CustomerField, FieldValue>();
  const issues = [...asked.issues];
  const conflicts: FieldConflict[] = [];
  for (const [field, value] of asked.values) {
    const isThere = value === current[field];
    const issue = isThere ? null : issueOf(field, value, facts);
    const conflict = isThere || issue ? null : conflictOf(field, asked, facts);
    if (issue) issues.push(issue);
    else if (conflict) conflicts.push(conflict);
    else accepted.set(field, value);
  }
  issues.push(...leaveOutMisfits(accepted, facts));
  const { added, removed, saved, issues: tagIssues } = planTags(asked.tags, facts);
  return {
    changes: Object.fromEntries([...accepted].filter(([field, value]) => value !== current[field])),
    tags: { added, removed },
    saved: [...accepted.keys(), ...saved],
    conflicts,
    issues: [...issues, ...tagIssues],
  };
}

/** Whether a tag is to be given or taken away. */
export function hasTags({ tags: { add, remove } }: Pick<AskedEdit, 'tags'>): boolean {
  return add.length + remove.length > 0;
}

/** Whether anything is left to write. */
export function hasChanges({ changes, tags }: EditPlan): boolean {
  return Object.keys(changes).length + tags.added.length + tags.removed.length > 0;
}

/** How the record tells of an edit: scalars by field, each tag by its caption, references by name. */
export function toldEdit({ changes, tags }: EditPlan, { customer, choices }: EditFacts) {
  const current = valuesOf(customer);
  const fields = customerFields.filter((field) => changes[field] !== undefined);
  const told: FieldChange[] = [
    ...fields.map((field) => ({ field, old: current[field], new: changes[field] ?? null })),
    ...tags.removed.map(({ caption }) => ({ field: 'tags', old: caption, new: null })),
    ...tags.added.map(({ caption }) => ({ field: 'tags', old: null, new: caption })),
  ];
  const references = fields.filter(isReference).map((field) => {
    const name = referenceFields[field];
    const next = changes[field] === null ? null : choices[name];
    return [name, { old: customer[name], new: next }] as const;
  });
  const hasTags = tags.added.length + tags.removed.length > 0;
  return { changes: told, data: { ...Object.fromEntries(references), ...(hasTags && { tags }) } };
}

/** How the record tells of a new customer: every value given, with null as the old one. */
export function toldNew(plan: EditPlan, facts: EditFacts, password: 'typed' | 'link') {
  const { organization, salesRepresentative } = facts.choices;
  return {
    changes: toldEdit(plan, facts).changes.map((change) => ({ ...change, old: null })),
    data: { password, organization, salesRepresentative, tags: plan.tags.added },
  };
}

/**
 * What is left of an edit whose answer was lost and that was sent again: what was saved of it, and
 * changed by others after that, is asked about like any other field, and no tag is given twice.
 */
export function leftOf(asked: AskedEdit, { version, changes, data }: PastEdit): AskedEdit {
  const isSaved = (field: CustomerField) => changes.some((change) => change.field === field);
  const { added = [], removed = [] } =
    customerEvents['customer.edited'].safeParse(data).data?.tags ?? {};
  const without = (ids: readonly number[], tags: readonly Tag[]) =>
    ids.filter((id) => tags.every((tag) => tag.id !== id));
  return {
    ...asked,
    basedOn: (field) => Math.max(asked.basedOn(field), isSaved(field) ? version : 0),
    tags: { add: without(asked.tags.add, added), remove: without(asked.tags.remove, removed) },
  };
}

/** The edit that takes an edit back: every field to what it was, as read at that edit. */
export function inverseOf({ version, changes, data }: PastEdit): AskedEdit {
  const edited = customerEvents['customer.edited'].safeParse(data).data?.tags;
  const ids = (tags: Tag[] = []) => tags.map(({ id }) => id);
  const fields = changes.filter(({ field }) => isCustomerField(field));
  return {
    values: new Map(fields.map(({ field, old }) => [field as CustomerField, old as FieldValue])),
    issues: [],
    basedOn: () => version,
    tags: { add: ids(edited?.removed), remove: ids(edited?.added) },
  };
}

/** What a place in a list may hold, by what the list is sorted by: only what the column holds. */
export const placeValues: Record<CustomerSortKey, z.ZodType<string>> = {
  id: wholeNumber,
  login: text,
  name: text,
  lastName: text,
  email: text,
  phone: text,
  status: wholeNumber,
  balance: moneySchema,
  registeredAt: moment,
  city: text,
  country: text,
  organization: text,
  tags: text,
  emailConfirmed: wholeNumber,
  passwordStatus: wholeNumber,
  lastSignInAt: z.union([z.literal('-infinity'), moment]),
  devicesCount: wholeNumber,
};

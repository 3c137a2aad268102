/**
 * The form of a customer who does not exist yet: what it holds, what of it is on screen, and what
 * goes to the server or into the draft. Pure; values in, values out.
 */
import type { CreateCustomerInput } from '#server/features/customer/schema.ts';
import type { DraftDto, DraftValue } from '#server/features/draft/schema.ts';
import type {
  CustomerField,
  CustomerValues,
  EditableField,
  FieldValue,
} from '#server/shared/customer-fields.ts';
import { customerFields, editableFields } from '#server/shared/customer-fields.ts';

export type NewPassword = CreateCustomerInput['password'];

export interface NewCustomer {
  values: CustomerValues;
  tagIds: number[];
  /** As typed; kept while "send a link" is chosen, and never part of a draft. */
  password: string;
  isLink: boolean;
}

const nothing = Object.fromEntries(customerFields.map((field) => [field, null])) as CustomerValues;

export const emptyCustomer: NewCustomer = {
  values: { ...nothing, legalType: 'person' },
  tagIds: [],
  password: '',
  isLink: false,
};

/** S1-42: these and the password come first, in this order. */
export const mandatoryGroup = ['login', 'email', 'lastName', 'firstName', 'gender'] as const;

export const optionalGroups = {
  identity: ['middleName', 'birthday'],
  contacts: ['phone', 'language', 'timeZone'],
  address: ['country', 'region', 'city', 'addressLine1', 'addressLine2', 'postalCode'],
  legal: ['legalType', 'legalName', 'taxNumber'],
  organization: ['organizationId', 'salesRepresentativeId', 'website'],
} as const satisfies Record<string, readonly CustomerField[]>;

/** As they follow each other on screen: the first of them that is wrong gets the focus. */
export const formOrder: readonly (EditableField | 'password')[] = [
  ...mandatoryGroup,
  'password',
  ...Object.values(optionalGroups).flat(),
  'tags',
  'comment',
];

/** A person has no name of a firm. */
export function isShown(field: CustomerField, { legalType }: CustomerValues): boolean {
  return field !== 'legalName' || legalType !== 'person';
}

/** What counts of what was typed: a field that is not on screen holds nothing. */
export function shownValues(values: CustomerValues): CustomerValues {
  return Object.fromEntries(
    customerFields.map((field) => [field, isShown(field, values) ? values[field] : null]),
  ) as CustomerValues;
}

/** What goes to the server, all but the mark of the attempt. */
export function createInputOf(form: NewCustomer): Omit<CreateCustomerInput, 'mutationId'> {
  const given = Object.entries(shownValues(form.values)).filter(([, value]) => value !== null);
  return {
    values: Object.fromEntries(given),
    tagIds: form.tagIds,
    password: form.isLink ? { kind: 'link' } : { kind: 'typed', password: form.password },
  };
}

export type DraftValues = Partial<Record<EditableField, DraftValue>>;

const baseOf = (field: EditableField): DraftValue =>
  field === 'tags' ? [] : emptyCustomer.values[field];

/** What was filled in, field by field. */
export function draftOf({ values, tagIds }: NewCustomer): DraftValues {
  const all: Record<EditableField, DraftValue> = { ...values, tags: tagIds };
  return Object.fromEntries(
    editableFields
      .filter((field) => !isSame(all[field], baseOf(field)))
      .map((field) => [field, all[field]]),
  );
}

/** What has to be told to the server, so that its draft says `now` where it said `stored`. */
export function draftPatch(stored: DraftValues, now: DraftValues) {
  const set = editableFields.flatMap((field) => {
    const value = now[field];
    if (value === undefined || isSame(value, stored[field])) return [];
    return [{ field, value, base: baseOf(field), version: 0 }];
  });
  const clear = editableFields.filter(
    (field) => now[field] === undefined && stored[field] !== undefined,
  );
  return set.length === 0 && clear.length === 0 ? null : { set, clear };
}

export function storedIn(draft: DraftDto): DraftValues {
  return Object.fromEntries(draft.fields.map(({ field, value }) => [field, value]));
}

/** The form with the draft in it; what was typed since the page was opened stays. */
export function withDraft(form: NewCustomer, draft: DraftDto): NewCustomer {
  const typed = draftOf(form);
  const values: CustomerValues = { ...form.values };
  let { tagIds } = form;
  for (const { field, value } of draft.fields) {
    if (typed[field] !== undefined) continue;
    if (field === 'tags') tagIds = Array.isArray(value) ? value : [];
    else if (!Array.isArray(value)) values[field] = value;
  }
  return { ...form, values, tagIds };
}

function isSame(a: DraftValue | undefined, b: DraftValue | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

export function withValue(form: NewCustomer, field: CustomerField, value: FieldValue): NewCustomer {
  return { ...form, values: { ...form.values, [field]: value } };
}

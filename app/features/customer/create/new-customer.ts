/**
 * The form of a customer who does not exist yet: what it holds, what of it is on screen, and what
 * goes to the server or into the draft. Pure; values in, values out.
 */
import type { CreateCustomerInput } from '#server/features/customer/schema.ts';
import type { DraftField } from '#server/features/draft/schema.ts';
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

/** What was filled in, as the draft keeps it. */
export function draftOf({ values, tagIds }: NewCustomer): DraftField[] {
  return editableFields.flatMap((field) => {
    const value = field === 'tags' ? tagIds : values[field];
    const base = field === 'tags' ? [] : emptyCustomer.values[field];
    const isUntouched = Array.isArray(value) ? value.length === 0 : value === base;
    return isUntouched ? [] : [{ field, value, base, version: 0 }];
  });
}

/** The form with the draft in it; what was typed since the page was opened stays. */
export function withDraft(form: NewCustomer, draft: readonly DraftField[]): NewCustomer {
  const typed = new Set(draftOf(form).map(({ field }) => field));
  const values: CustomerValues = { ...form.values };
  let { tagIds } = form;
  for (const { field, value } of draft) {
    if (typed.has(field)) continue;
    if (field === 'tags') tagIds = Array.isArray(value) ? value : [];
    else if (!Array.isArray(value)) values[field] = value;
  }
  return { ...form, values, tagIds };
}

export function withValue(form: NewCustomer, field: CustomerField, value: FieldValue): NewCustomer {
  return { ...form, values: { ...form.values, [field]: value } };
}

/**
 * The fields of a customer that people edit: one list for the form, the merge, drafts and events.
 * Browser-safe. The rules of each field stand in `customer-rules.ts`.
 */
import { z } from 'zod';

/** In the order of the form. */
export const customerFields = [
  'login',
  'lastName',
  'firstName',
  'middleName',
  'gender',
  'birthday',
  'email',
  'phone',
  'language',
  'timeZone',
  'country',
  'region',
  'city',
  'addressLine1',
  'addressLine2',
  'postalCode',
  'legalType',
  'legalName',
  'taxNumber',
  'organizationId',
  'salesRepresentativeId',
  'website',
  'comment',
] as const;
export type CustomerField = (typeof customerFields)[number];

/** As stored: text, the id of a reference, or null for "not given". */
export type FieldValue = string | number | null;
export type CustomerValues = Record<CustomerField, FieldValue>;

/** S1-42: without them there is no customer. */
export const mandatoryFields = ['login', 'email', 'firstName', 'lastName', 'gender'] as const;

/** As typed: the rules of each field come after, so that one refused field doesn't lose the others. */
export const typedValue = z.union([z.string().max(10_000), z.number().int(), z.null()]);

const changeShape = Object.fromEntries(
  customerFields.map((field) => [field, typedValue.optional()]),
) as Record<CustomerField, z.ZodOptional<typeof typedValue>>;

/** Only the fields that were changed; anything else is refused. */
export const typedChanges = z.strictObject(changeShape);
export type TypedChanges = Partial<CustomerValues>;

/** Fields that are saved as a set of tag ids beside the scalar ones. */
export const editableFields = [...customerFields, 'tags'] as const;
export type EditableField = (typeof editableFields)[number];

export function isCustomerField(name: string): name is CustomerField {
  return customerFields.some((field) => field === name);
}

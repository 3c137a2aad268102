/** What is wrong with the form of a new customer, by the server's own rules. Pure. */
import { customerFields } from '#server/shared/customer-fields.ts';
import type { EditableField } from '#server/shared/customer-fields.ts';
import type { checkField, checkTogether } from '#server/shared/customer-rules.ts';
import type { FieldIssue } from '#server/shared/errors.ts';
import { passwordIssue } from '#server/shared/password-policy.ts';
import type { PasswordPolicy } from '#server/shared/password-policy.ts';
import type { ValidationProfile } from '#server/shared/validation-profile.ts';
import type { NewCustomer } from './new-customer.ts';
import { isShown, shownValues } from './new-customer.ts';

/** The module of the rules: it is heavy and comes after the page. */
export interface Rules {
  checkField: typeof checkField;
  checkTogether: typeof checkTogether;
}

export type NewField = EditableField | 'password';
export type Issues = Partial<Record<NewField, FieldIssue>>;

/** What the company asks for. */
interface Company {
  validationProfile: ValidationProfile;
  customerPasswordPolicy: PasswordPolicy;
}

/** One issue a field, the field's own before what it lacks together with others. */
export function checkNewCustomer(
  form: NewCustomer,
  rules: Rules,
  { validationProfile: profile, customerPasswordPolicy }: Company,
): Issues {
  const issues: Issues = {};
  const values = shownValues(form.values);
  const shown = customerFields.filter((field) => isShown(field, form.values));
  for (const field of shown) {
    const { value, issue } = rules.checkField(field, values[field], profile);
    if (issue === null) values[field] = value;
    else issues[field] = issue;
  }
  const together = rules.checkTogether(values, new Set(shown), profile);
  for (const issue of together) issues[fieldOfPath(issue.path)] ??= issue;
  const fault = form.isLink ? null : passwordIssue(form.password, customerPasswordPolicy);
  if (fault !== null) issues.password = { path: 'password', ...fault };
  return issues;
}

/** The field that a path of the server's means: "login", "values.login", "tagIds.0", "password.password". */
export function fieldOfPath(path: string): NewField {
  const names = path.split('.');
  if (names.includes('password')) return 'password';
  if (names.includes('tags') || names.includes('tagIds')) return 'tags';
  return customerFields.find((field) => names.includes(field)) ?? 'login';
}

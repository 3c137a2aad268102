/** What the form of a new user holds. Pure. */
import type { FieldIssue } from '#server/shared/errors.ts';
import type { Role } from '#server/shared/permissions.ts';

/** In the order of the form. */
const formFields = ['firstName', 'lastName', 'phone', 'email', 'role'] as const;
export type FormField = (typeof formFields)[number];

export interface Contents {
  firstName: string;
  lastName: string;
  phone: string;
  email: string;
  /** Empty until it is chosen: nobody becomes a superadmin by oversight. */
  role: Role | '';
}

export const emptyUser: Contents = { firstName: '', lastName: '', phone: '', email: '', role: '' };

/** The fields that something is said of, from the top. */
export function orderOf(issues: readonly FieldIssue[]): FormField[] {
  return formFields.filter((field) => issues.some(({ path }) => path === field));
}

import type { CustomerDto } from '#server/features/customer/schema.ts';
import type {
  CustomerField,
  CustomerValues,
  EditableField,
} from '#server/shared/customer-fields.ts';
import { customerFields, isCustomerField } from '#server/shared/customer-fields.ts';
import type { FieldIssue } from '#server/shared/errors.ts';
import type { ValidationProfile } from '#server/shared/validation-profile.ts';
import type { FormState } from './form-state.ts';
import { valueOf } from './form-values.ts';

/** The rules know all the world's phone numbers: they come after the form. */
const loadRules = () => import('#server/shared/customer-rules.ts');

/** Gets the rules ready; what fails here is tried again when they are needed. */
export function prefetchRules(): void {
  loadRules().catch(() => undefined);
}

/** What is wrong with what was typed into these fields, by the server's own rules. */
export async function checkFields(
  { live, touched }: FormState,
  fields: readonly EditableField[],
  profile: ValidationProfile,
): Promise<FieldIssue[]> {
  const rules = await loadRules().catch(() => null);
  // Without them the server says the same, only later.
  if (rules === null) return [];
  const values = valuesOf(live);
  const issues: FieldIssue[] = [];
  const changed = new Set<CustomerField>();
  for (const field of fields.filter(isCustomerField)) {
    const typed = touched[field]?.value;
    if (typed === undefined || Array.isArray(typed)) continue;
    const { value, issue } = rules.checkField(field, typed, profile);
    if (issue === null) {
      values[field] = value;
      changed.add(field);
    } else {
      issues.push(issue);
    }
  }
  return [...issues, ...rules.checkTogether(values, changed, profile)];
}

function valuesOf(customer: CustomerDto): CustomerValues {
  return Object.fromEntries(
    customerFields.map((field) => [field, valueOf(customer, field)]),
  ) as CustomerValues;
}

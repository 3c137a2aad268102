import type { CustomerDto } from '#server/features/customer/schema.ts';
import type { DraftValue } from '#server/features/draft/schema.ts';
import type { EditableField } from '#server/shared/customer-fields.ts';

/** What a field holds: text, the id of a reference, null for nothing, or the ids of tags. */
export type Value = DraftValue;

export function valueOf(customer: CustomerDto, field: EditableField): Value {
  switch (field) {
    case 'tags':
      return customer.tags.map(({ id }) => id);
    case 'organizationId':
      return customer.organization?.id ?? null;
    case 'salesRepresentativeId':
      return customer.salesRepresentative?.id ?? null;
    default:
      return customer[field];
  }
}

/** What the present value of a reference is called. */
export function nameOf(customer: CustomerDto, field: EditableField): string | null {
  if (field === 'organizationId') return customer.organization?.name ?? null;
  if (field === 'salesRepresentativeId') return customer.salesRepresentative?.name ?? null;
  return null;
}

/** An empty text is "not given"; tags are a set. */
export function isSame(one: Value, other: Value): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((id) => other.includes(id));
  }
  return (one === '' ? null : one) === (other === '' ? null : other);
}

import type { CustomerDto } from '#server/features/customer/schema.ts';
import type { DraftDto } from '#server/features/draft/schema.ts';
import type { FormState } from './form-state.ts';
import { isSame, valueOf } from './form-values.ts';

/** What of a draft is still worth taking up: not what stands there by now or is being typed here. */
export function offeredFields(
  draft: DraftDto | null,
  customer: CustomerDto,
  touched: FormState['touched'] = {},
): DraftDto['fields'] {
  if (draft === null) return [];
  return draft.fields.filter(
    ({ field, value }) => touched[field] === undefined && !isSame(value, valueOf(customer, field)),
  );
}

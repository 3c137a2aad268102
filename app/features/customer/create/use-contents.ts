import { useState } from 'react';
import type { TagDto } from '#server/features/tag/schema.ts';
import type { CustomerField, FieldValue } from '#server/shared/customer-fields.ts';
import type { NewField } from './check-new-customer.ts';
import type { NewCustomer } from './new-customer.ts';
import { emptyCustomer, withValue } from './new-customer.ts';

/** What stands in the form, with the names of what was chosen in it. */
export function useContents(onChange: (field: NewField, form: NewCustomer) => void) {
  const [form, setForm] = useState(emptyCustomer);
  const [names, setNames] = useState<Partial<Record<CustomerField, string>>>({});
  const [tags, setTags] = useState<TagDto[]>([]);

  /** Several fields may be filled in at once, by a password manager for one. */
  function put(field: NewField, change: (form: NewCustomer) => NewCustomer) {
    setForm(change);
    onChange(field, change(form));
  }

  return {
    form,
    names,
    tags,
    setForm,
    change: (field: CustomerField, value: FieldValue, name?: string) => {
      if (name !== undefined) setNames((known) => ({ ...known, [field]: name }));
      put(field, (now) => withValue(now, field, value));
    },
    changeTags: (tagIds: number[], known: TagDto[]) => {
      setTags(known);
      put('tags', (now) => ({ ...now, tagIds }));
    },
    changePassword: (password: Partial<Pick<NewCustomer, 'password' | 'isLink'>>) =>
      put('password', (now) => ({ ...now, ...password })),
  };
}

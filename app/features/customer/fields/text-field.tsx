import { Textarea, TextInput } from '@mantine/core';
import type { ChangeEvent, ComponentProps } from 'react';
import type { CustomerField, FieldValue } from '#server/shared/customer-fields.ts';
import type { InputParts } from './input-parts.ts';

/** More than any rule allows: a rule says what is wrong, a silent cut does not. */
export const typedMax = 10_000;

/** Neither corrected nor capitalised: it is not prose. */
const code = { autoCapitalize: 'none', autoCorrect: 'off' } as const;

const hints: Partial<Record<CustomerField, ComponentProps<typeof TextInput>>> = {
  login: code,
  email: { ...code, inputMode: 'email' },
  phone: { inputMode: 'tel' },
  website: { ...code, inputMode: 'url' },
  taxNumber: code,
  postalCode: { autoCapitalize: 'characters', autoCorrect: 'off' },
};

interface Props {
  field: CustomerField;
  value: FieldValue;
  onChange: (value: FieldValue) => void;
  parts: InputParts;
}

export function TextField({ field, value, onChange, parts }: Props) {
  const shared = {
    ...parts,
    value: value === null ? '' : String(value),
    onChange: ({ currentTarget }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      onChange(currentTarget.value === '' ? null : currentTarget.value),
    maxLength: typedMax,
    autoComplete: 'off',
  };
  if (field === 'comment') return <Textarea {...shared} autosize minRows={2} maxRows={12} />;
  return <TextInput {...shared} spellCheck={false} {...hints[field]} />;
}

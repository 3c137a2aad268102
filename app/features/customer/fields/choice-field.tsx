import { Input, SegmentedControl } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { genders, legalTypes } from '#server/features/customer/schema.ts';
import type { FieldValue } from '#server/shared/customer-fields.ts';
import type { InputParts } from './input-parts.ts';

interface Props {
  field: 'gender' | 'legalType';
  value: FieldValue;
  onChange: (value: FieldValue) => void;
  parts: InputParts;
}

const choices = { gender: genders, legalType: legalTypes } as const;

/** A few values, all of them on screen: radio buttons that look like one control. */
export function ChoiceField({ field, value, onChange, parts }: Props) {
  const { t } = useTranslation('customer');
  const id = useId();
  const { label, description, error, required, readOnly, size } = parts;
  const describedBy = [error ? `${id}-error` : '', description ? `${id}-description` : '']
    .filter(Boolean)
    .join(' ');
  return (
    <Input.Wrapper
      id={id}
      labelElement="div"
      label={label}
      labelProps={{ id: `${id}-name` }}
      description={description}
      error={error}
      required={required}
      size={size}
    >
      <SegmentedControl
        fullWidth
        size={size}
        className="t-choice"
        data-invalid={Boolean(error)}
        {...(label === null
          ? { 'aria-label': parts['aria-label'] }
          : { 'aria-labelledby': `${id}-name` })}
        {...(describedBy === '' ? {} : { 'aria-describedby': describedBy })}
        aria-invalid={Boolean(error)}
        aria-required={required}
        readOnly={readOnly}
        value={value === null ? '' : String(value)}
        data={choices[field].map((choice) => ({ value: choice, label: t(`value.${choice}`) }))}
        onChange={onChange}
      />
    </Input.Wrapper>
  );
}

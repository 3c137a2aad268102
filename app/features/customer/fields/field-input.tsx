import type { FocusEvent, ReactNode } from 'react';
import { useRef } from 'react';
import type { CustomerField, FieldValue } from '#server/shared/customer-fields.ts';
import { ChoiceField } from './choice-field.tsx';
import { DayField } from './day-field.tsx';
import { useFieldLabel } from './field-label.ts';
import type { InputParts } from './input-parts.ts';
import { PlaceField } from './place-field.tsx';
import { ReferenceField } from './reference-field.tsx';
import { TextField } from './text-field.tsx';
import { useFirstFocus } from './use-first-focus.ts';
import './fields.css';

export interface FieldInputProps {
  field: CustomerField;
  /** As typed so far; null for nothing. */
  value: FieldValue;
  /** `name` comes along when a reference was chosen. */
  onChange: (value: FieldValue, name?: string) => void;
  error?: ReactNode;
  /** The field's own name unless told otherwise; null where it is on screen already. */
  label?: string | null | undefined;
  description?: ReactNode;
  onFocus?: (() => void) | undefined;
  /** The focus has left the whole field, what it opened included. */
  onBlur?: (() => void) | undefined;
  autoFocus?: boolean | undefined;
  readOnly?: boolean | undefined;
  required?: boolean | undefined;
  size?: 'xs' | 'sm' | 'md' | undefined;
  /** What the present value of a reference is called. */
  referenceName?: string | null | undefined;
}

/**
 * The input that belongs to a field: it shows `value` and tells what is typed, as it is typed. It
 * checks nothing: what is wrong comes from outside as `error`.
 */
export function FieldInput(props: FieldInputProps) {
  const { field, autoFocus = false } = props;
  const root = useRef<HTMLDivElement>(null);
  const fieldLabel = useFieldLabel();
  const name = props.label ?? fieldLabel(field);
  const parts: InputParts = {
    label: props.label === null ? null : name,
    'aria-label': props.label === null ? name : undefined,
    description: props.description,
    error: props.error,
    readOnly: props.readOnly ?? false,
    required: props.required ?? false,
    size: props.size ?? 'sm',
  };
  useFirstFocus(root, field, autoFocus);
  return (
    <div
      ref={root}
      data-field={field}
      className="t-field-input"
      onFocus={(event) => {
        if (!isWithin(event, field)) props.onFocus?.();
      }}
      onBlur={(event) => {
        if (!isWithin(event, field)) props.onBlur?.();
      }}
    >
      <InputOf {...props} parts={parts} />
    </div>
  );
}

/** Between two parts of one field (its input, its calendar) the focus only moves. */
function isWithin({ currentTarget, relatedTarget }: FocusEvent, field: CustomerField): boolean {
  if (!(relatedTarget instanceof Element)) return false;
  return (
    currentTarget.contains(relatedTarget) ||
    relatedTarget.closest(`[data-opened-by="${field}"]`) !== null
  );
}

function InputOf({
  field,
  value,
  onChange,
  referenceName,
  parts,
}: FieldInputProps & { parts: InputParts }) {
  switch (field) {
    case 'gender':
    case 'legalType':
      return <ChoiceField field={field} value={value} onChange={onChange} parts={parts} />;
    case 'birthday':
      return <DayField field={field} value={value} onChange={onChange} parts={parts} />;
    case 'country':
    case 'language':
    case 'timeZone':
      return <PlaceField field={field} value={value} onChange={onChange} parts={parts} />;
    case 'organizationId':
    case 'salesRepresentativeId':
      return (
        <ReferenceField
          field={field}
          value={value}
          onChange={onChange}
          name={referenceName ?? null}
          parts={parts}
        />
      );
    default:
      return <TextField field={field} value={value} onChange={onChange} parts={parts} />;
  }
}

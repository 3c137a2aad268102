import { createContext, useContext } from 'react';
import { assert } from '#server/shared/assert.ts';
import type { EditableField } from '#server/shared/customer-fields.ts';
import type { FormStore } from './form-store.ts';

/** What every part of the living form shares. */
export interface LivingForm {
  store: FormStore;
  customerId: number;
  /** All fields are inputs, not only the one that was opened. */
  isWhole: boolean;
  /** The field that was opened by itself, or last by its pencil. */
  openField: EditableField | null;
  /** Risky fields whose pencil was pressed. */
  unlocked: ReadonlySet<EditableField>;
  /** Nothing can be typed any more: the customer is gone, or the right to edit. */
  isFixed: boolean;
  open: (field: EditableField) => void;
  close: (field: EditableField) => void;
  save: (fields?: readonly EditableField[]) => void;
  onFocus: (field: EditableField) => void;
  onBlur: (field: EditableField) => void;
  /** The input has gone, with the focus or without. */
  onGone: (field: EditableField) => void;
  /** A note was answered and has gone with its buttons. */
  onAnswered: (field: EditableField) => void;
}

export const LivingFormContext = createContext<LivingForm | null>(null);

export function useLivingForm(): LivingForm {
  const form = useContext(LivingFormContext);
  assert(form !== null, 'fields are edited within the living form');
  return form;
}

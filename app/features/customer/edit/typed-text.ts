import { useFieldLabel } from '../fields/field-label.ts';
import type { FormStore } from './form-store.ts';
import { changedFields, shownValue } from './form-state.ts';
import { useValueText } from './value-text.ts';

/** All that was typed, to be taken along: "Phone: +380…", a line a field. */
export function useTypedText(): (store: FormStore) => string {
  const fieldLabel = useFieldLabel();
  const valueText = useValueText();
  return ({ state }) =>
    changedFields(state)
      .map((field) => {
        const name = state.touched[field]?.name ?? null;
        const { tags } = state.live;
        const value = valueText(field, shownValue(state, field), { name, tags });
        return `${fieldLabel(field)}: ${value ?? ''}`;
      })
      .join('\n');
}

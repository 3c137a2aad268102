import type { KeyboardEvent } from 'react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ChangeAuthor, highlightProps } from '#app/components/highlight.tsx';
import { useIssueTexts } from '#app/i18n/use-field-issues.ts';
import { useRecentChange } from '#app/realtime/recent-changes.ts';
import type { EditableField } from '#server/shared/customer-fields.ts';
import { mandatoryFields } from '#server/shared/customer-fields.ts';
import { FieldInput } from '../fields/field-input.tsx';
import { TagsInput } from '../fields/tags-input.tsx';
import { FieldNote } from './field-note.tsx';
import { isRisky } from './field-view.tsx';
import { useLivingForm } from './form-context.ts';
import type { FormState } from './form-state.ts';
import { revertFields, shownValue, typeInto } from './form-state.ts';
import { useFormPart } from './form-store.ts';
import { nameOf } from './form-values.ts';

interface Props {
  field: EditableField;
  label: string;
}

/** The input in the place of the value, with what a colleague wrote meanwhile below it. */
export function FieldEditor({ field, label }: Props) {
  const { store, customerId, onGone } = useLivingForm();
  const entry = useFormPart(store, ({ touched }) => touched[field]);
  const change = useRecentChange('customer', customerId, field);
  const onKeyDown = useFieldKeys(field);
  // An input that goes with the focus in it says no goodbye.
  useEffect(() => () => onGone(field), [onGone, field]);
  // A touched field shows what was typed: the colleague's news stands in the note.
  const fresh = entry === undefined ? change : null;
  const { className = '', ...changed } = highlightProps(fresh);
  return (
    <div className={`t-field-edit ${className}`} {...changed} onKeyDown={onKeyDown}>
      <div className="t-field-edit-input">
        <Input field={field} />
        <ChangeAuthor change={fresh} />
      </div>
      <FieldNote field={field} label={label} note={entry?.note ?? null} />
    </div>
  );
}

function Input({ field }: { field: EditableField }) {
  const { t } = useTranslation('customer');
  const form = useLivingForm();
  const { store } = form;
  const error = useIssueText(field);
  const entry = useFormPart(store, ({ touched }) => touched[field]);
  const live = useFormPart(store, (state) => state.live);
  const shared = {
    error,
    label: null,
    size: 'xs' as const,
    autoFocus: form.openField === field,
    readOnly: form.isFixed,
    description: isRisky(field) ? t('edit.risky') : null,
    onFocus: () => form.onFocus(field),
    onBlur: () => form.onBlur(field),
  };
  const value = shownValue({ ...store.state, live }, field);
  if (field === 'tags') {
    return (
      <TagsInput
        {...shared}
        value={Array.isArray(value) ? value : []}
        known={live.tags}
        onChange={(ids) => store.update((state) => typeInto(state, field, { value: ids }))}
      />
    );
  }
  return (
    <FieldInput
      {...shared}
      field={field}
      value={Array.isArray(value) ? null : value}
      referenceName={entry === undefined ? nameOf(live, field) : entry.name}
      required={mandatoryFields.some((name) => name === field)}
      onChange={(typed, name) =>
        store.update((state) => typeInto(state, field, { value: typed, name }))
      }
    />
  );
}

function useIssueText(field: EditableField): string | null {
  const { store } = useLivingForm();
  const issue = useFormPart(store, ({ issues }: FormState) => issues[field]);
  const texts = useIssueTexts();
  return issue === undefined ? null : (texts([issue])[issue.path] ?? null);
}

/** Enter saves and Escape takes back, unless they are the input's own (a list is open, a new line). */
function useFieldKeys(field: EditableField): (event: KeyboardEvent) => void {
  const { store, save, close, isWhole } = useLivingForm();
  return (event) => {
    const { target, key } = event;
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
    if (target.dataset['expanded'] === 'true') return;
    const isEnter = key === 'Enter' && field !== 'tags';
    if (isEnter && (target instanceof HTMLInputElement || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (isWhole) save();
      else if (store.state.touched[field] === undefined) close(field);
      else save([field]);
    }
    if (key === 'Escape') {
      event.preventDefault();
      store.update((state) => revertFields(state, [field]));
      close(field);
    }
  };
}

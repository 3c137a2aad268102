import type { RenderHistory } from '../customer-fields.tsx';
import { FieldRow } from '../customer-fields.tsx';
import type { ShownField } from '../field-groups.ts';
import { FieldEditor } from './field-editor.tsx';
import { FieldView, isRisky } from './field-view.tsx';
import { useLivingForm } from './form-context.ts';
import { useFormPart } from './form-store.ts';

interface Props {
  row: ShownField;
  renderHistory: RenderHistory;
}

/** A row of the card: a value at rest, or an input once it is opened or typed into. */
export function LivingRow({ row, renderHistory }: Props) {
  const { customerId, open, isFixed } = useLivingForm();
  const isOpen = useIsOpen(row);
  const { field, label, isSpare, value } = row;
  if (isSpare && value === null && !isOpen) return null;
  return (
    <FieldRow row={row} customerId={customerId} renderHistory={renderHistory}>
      {isOpen && field !== null ? (
        <FieldEditor field={field} label={label} />
      ) : (
        <FieldView customerId={customerId} row={row} onEdit={isFixed ? null : open} />
      )}
    </FieldRow>
  );
}

function useIsOpen({ field }: ShownField): boolean {
  const { store, isWhole, openField, unlocked } = useLivingForm();
  const isTouched = useFormPart(
    store,
    ({ touched }) => field !== null && touched[field] !== undefined,
  );
  if (field === null) return false;
  if (isTouched || openField === field) return true;
  return isRisky(field) ? unlocked.has(field) : isWhole;
}

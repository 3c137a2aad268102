import type { RefObject } from 'react';
import { useMemo, useState } from 'react';
import { useCallbackRef } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { showToast } from '#app/components/toast.ts';
import { useShowEditing } from '#app/realtime/presence.ts';
import type { CustomerDto, EditOutcome } from '#server/features/customer/schema.ts';
import type { EditableField } from '#server/shared/customer-fields.ts';
import type { LivingForm } from './form-context.ts';
import type { FormStore } from './form-store.ts';
import { useFormPart } from './form-store.ts';
import { changedFields, leaveField, revertFields } from './form-state.ts';
import type { Wanted } from './resting-form.tsx';
import { useUndoChange } from './undo-change.tsx';
import { useCheckOnBlur } from './use-check-on-blur.ts';
import { useConflicts } from './use-conflicts.ts';
import { useDraft } from './use-draft.ts';
import { useFieldFocus } from './use-field-focus.ts';
import { useOpened } from './use-opened.ts';
import type { SaveProblem } from './use-save.ts';
import { useSave } from './use-save.ts';
import { useSaveKey } from './use-save-key.ts';
import { useSavedWords } from './use-saved-words.ts';

interface Options {
  store: FormStore;
  canEdit: boolean;
  start: Wanted | null;
  root: RefObject<HTMLElement>;
}

/** From opening a field to what the server answered: all that the form's parts have in common. */
export function useEditing({ store, canEdit, start, root }: Options) {
  const customerId = store.state.live.id;
  const opened = useOpened(start);
  const focus = useFieldFocus(root);
  const conflicts = useConflicts();
  const stored = useDraft(store, customerId);
  const announce = useAnnounce();
  const saving = useSave(store, { onOutcome, onIssues: focus.toFirst });
  const count = useFormPart(store, (state) => changedFields(state).length);
  const problem = problemOf(saving.problem, canEdit);
  const moves = useMoves(store, { opened, focus, customerId, onLeft: stored.flush });
  useSaveKey(() => void saving.save(), count > 0 || opened.isWhole);

  function onOutcome(outcome: EditOutcome, before: CustomerDto) {
    conflicts.take(outcome);
    if (outcome.saved.length > 0) announce(outcome, before);
    for (const field of outcome.saved) {
      opened.close(field);
      focus.toValue(field);
    }
    // A field that was opened in its place meanwhile is the reader's next one, and stays.
    if (opened.isWhole && !store.isDirty) opened.closeAll();
  }

  const save = useCallbackRef((fields?: readonly EditableField[]) => void saving.save(fields));
  const open = useCallbackRef(opened.open);
  const { isWhole, openField, unlocked } = opened;
  const isFixed = problem?.kind === 'gone' || problem?.kind === 'forbidden';
  const form = useMemo<LivingForm>(
    () => ({ store, customerId, isWhole, openField, unlocked, isFixed, open, save, ...moves }),
    [store, customerId, isWhole, openField, unlocked, isFixed, open, save, moves],
  );
  return { form, opened, saving, stored, conflicts, problem, count, discard: useDiscard(store) };
}

function problemOf(problem: SaveProblem | null, canEdit: boolean): SaveProblem | null {
  return canEdit ? problem : { kind: 'forbidden' };
}

interface MoveOptions {
  opened: ReturnType<typeof useOpened>;
  focus: ReturnType<typeof useFieldFocus>;
  customerId: number;
  onLeft: () => void;
}

/** The focus comes to a field and leaves it; colleagues see where it is. */
function useMoves(store: FormStore, { opened, focus, customerId, onLeft }: MoveOptions) {
  const [focused, setFocused] = useState<EditableField | null>(null);
  const checkOnBlur = useCheckOnBlur(store);
  useShowEditing(customerId, focused);
  const close = useCallbackRef((field: EditableField) => {
    opened.close(field);
    focus.toValue(field);
  });
  const onFocus = useCallbackRef((field: EditableField) => setFocused(field));
  const onGone = useCallbackRef((field: EditableField) =>
    setFocused((before) => (before === field ? null : before)),
  );
  const onBlur = useCallbackRef((field: EditableField) => {
    onGone(field);
    onLeft();
    // Another window was chosen: the field still has the focus of this one.
    if (document.activeElement?.closest(`[data-row="${field}"]`)) return;
    store.update((state) => leaveField(state, field));
    if (store.state.touched[field] === undefined) opened.close(field);
    else checkOnBlur(field);
  });
  const onAnswered = useCallbackRef(focus.toField);
  return useMemo(
    () => ({ close, onFocus, onBlur, onGone, onAnswered }),
    [close, onFocus, onBlur, onGone, onAnswered],
  );
}

/** Says what was saved and offers to take it back. */
function useAnnounce(): (outcome: EditOutcome, before: CustomerDto) => void {
  const undo = useUndoChange();
  const words = useSavedWords();
  return (outcome, before) => {
    const { customer, eventId } = outcome;
    const message = words(outcome, before);
    const target = { customerId: customer.id, version: customer.version };
    showToast(
      eventId === null ? { message } : { message, undo: () => void undo({ ...target, eventId }) },
    );
  };
}

/** Takes back all that was typed; a slip is taken back as well. */
function useDiscard(store: FormStore): () => void {
  const { t } = useTranslation('customer');
  return () => {
    const { touched } = store.state;
    const fields = changedFields(store.state);
    store.update((state) => revertFields(state, fields));
    const undo = () =>
      store.update((state) => ({ ...state, touched: { ...touched, ...state.touched } }));
    showToast({ message: t('edit.discarded', { count: fields.length }), undo });
  };
}

import { fullName } from '../full-name.ts';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import type { FormStore } from './form-store.ts';
import { changedFields, decideField, takeTheirs } from './form-state.ts';
import type { Choice, useConflicts } from './use-conflicts.ts';
import type { useSave } from './use-save.ts';

interface Props {
  store: FormStore;
  conflicts: ReturnType<typeof useConflicts>;
  saving: ReturnType<typeof useSave>;
}

/** What a save could not merge: decided field by field, and sent again at the version just seen. */
export function FormConflicts({ store, conflicts: { conflicts, close }, saving }: Props) {
  const errorText = useErrorText();
  if (conflicts === null) return null;
  const { problem, isPending } = saving;

  function decide(choice: Choice, version: number) {
    const { field } = choice;
    if (choice.isTheirs) return store.update((state) => takeTheirs(state, field));
    const conflict = conflicts?.fields.find((other) => other.field === field);
    if (conflict === undefined) return;
    const options = {
      seen: { theirs: conflict.theirs.value, version },
      authorOf: store.authorOf,
    };
    store.update((state) => decideField(state, choice, options));
  }

  function onSave(choices: Choice[], version: number) {
    for (const choice of choices) decide(choice, version);
    const changed = new Set(changedFields(store.state));
    const fields = choices.map(({ field }) => field).filter((field) => changed.has(field));
    if (fields.length === 0) close();
    else void saving.save(fields);
  }

  return (
    <ConflictDialog
      conflicts={conflicts}
      about={fullName(store.state.live)}
      isPending={isPending}
      error={problem?.kind === 'other' ? errorText(problem.error) : null}
      onSave={(choices) => onSave(choices, conflicts.version)}
      onClose={close}
    />
  );
}

import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#app/components/dialog.tsx';
import { useOnline } from '#app/realtime/connection.ts';
import type { FieldConflict } from '#server/features/customer/schema.ts';
import { ConflictField } from './conflict-field.tsx';
import type { Chosen } from './conflict-field.tsx';
import type { Choice, Conflicts } from './use-conflicts.ts';

interface Props {
  conflicts: Conflicts;
  /** Whom it is about. */
  about: string;
  isPending: boolean;
  error: string | null;
  onSave: (choices: Choice[]) => void;
  onClose: () => void;
}

/**
 * Fields that a colleague changed while they were typed into: what stood there, theirs, mine. One
 * choice a field, saved once; if it moved again meanwhile, it says so with the new values.
 */
export function ConflictDialog({ conflicts, about, isPending, error, onSave, onClose }: Props) {
  const { t } = useTranslation('customer');
  const isOnline = useOnline();
  const [chosen, setChosen] = useState<Partial<Record<string, Chosen>>>({});
  const fields = conflicts.fields;
  const isOpenQuestion = fields.some((conflict) => chosen[keyOf(conflict)] === undefined);
  const submit = () => {
    onSave(
      fields.flatMap((conflict) => {
        const choice = chosen[keyOf(conflict)];
        return choice === undefined ? [] : [choiceOf(conflict, choice)];
      }),
    );
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('edit.conflictTitle', { count: fields.length })}
      about={about}
      consequence={t('edit.conflictConsequence')}
      confirmLabel={t('edit.save')}
      onConfirm={submit}
      isPending={isPending}
      disabledReason={
        isOnline ? (isOpenQuestion ? t('edit.choose') : null) : t('edit.conflictOffline')
      }
      error={error}
    >
      <div role="status">
        {conflicts.isAgain ? (
          <Alert
            color="yellow"
            variant="light"
            role="presentation"
            icon={<IconAlertTriangle size={18} aria-hidden="true" />}
          >
            {t('edit.conflictAgain')}
          </Alert>
        ) : null}
      </div>
      {fields.map((conflict, index) => (
        <ConflictField
          key={keyOf(conflict)}
          conflict={conflict}
          isFirst={index === 0}
          chosen={chosen[keyOf(conflict)] ?? null}
          onChoose={(choice) => setChosen((before) => ({ ...before, [keyOf(conflict)]: choice }))}
        />
      ))}
    </Dialog>
  );
}

/** A choice holds for the values that were on screen when it was made, and for no later ones. */
function keyOf({ field, theirs, at }: FieldConflict): string {
  return `${field}:${String(theirs.value)}:${at}`;
}

function choiceOf({ field, theirs, mine }: FieldConflict, chosen: Chosen): Choice {
  switch (chosen.kind) {
    case 'theirs':
      return { field, value: theirs.value, name: theirs.name, isTheirs: true };
    case 'mine':
      return { field, value: mine.value, name: mine.name, isTheirs: false };
    case 'edited':
      return { field, value: chosen.value, name: chosen.name, isTheirs: false };
  }
}

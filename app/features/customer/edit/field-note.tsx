import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import type { EditableField } from '#server/shared/customer-fields.ts';
import { trpc } from '#app/lib/trpc.ts';
import { useLivingForm } from './form-context.ts';
import type { Note } from './form-state.ts';
import { keepMine, takeTheirs } from './form-state.ts';
import { useValueText } from './value-text.ts';

interface Props {
  field: EditableField;
  label: string;
  note: Note | null;
}

/**
 * "Olena, 14:32: +380… · take · keep": a colleague changed what is being typed into. The place is
 * there before the words, so that they are read out when they come; the focus stays where it is.
 */
export function FieldNote({ field, label, note }: Props) {
  return (
    <div role="status" className="t-field-note-place">
      {note === null ? null : <NoteLine field={field} label={label} note={note} />}
    </div>
  );
}

function NoteLine({ field, label, note }: Props & { note: Note }) {
  const { t } = useTranslation('customer');
  const { store, onAnswered } = useLivingForm();
  const words = useNoteWords(field, note);
  const answer = (decide: typeof takeTheirs) => {
    store.update((state) => decide(state, field));
    onAnswered(field);
  };
  return (
    <div className="t-field-note" data-note={field}>
      <Text component="span" size="sm" className="t-field-note-words">
        {words}
      </Text>
      <Group gap={4} wrap="nowrap">
        <Button
          size="compact-sm"
          variant="subtle"
          color="violet"
          aria-label={t('edit.takeOf', { field: label })}
          onClick={() => answer(takeTheirs)}
        >
          {t('edit.take')}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          aria-label={t('edit.keepOf', { field: label })}
          onClick={() => answer(keepMine)}
        >
          {t('edit.keep')}
        </Button>
      </Group>
    </div>
  );
}

function useNoteWords(field: EditableField, note: Note): string {
  const { t } = useTranslation('customer');
  const { customerId } = useLivingForm();
  const format = useFormat();
  const valueText = useValueText();
  // What happened before this tab listened: the log knows who it was.
  const { data: last } = trpc.event.getLastChange.useQuery(
    { customerId, field },
    { enabled: note.at === null },
  );
  const by = note.at === null ? last?.author?.name : note.by?.name;
  const at = note.at ?? last?.at;
  const value = valueText(field, note.theirs, { name: note.name }) ?? t('value.none');
  if (at === undefined) return t('edit.noteUnknown', { value });
  return t('edit.note', { by: by ?? t('edit.system'), at: format.time(at), value });
}

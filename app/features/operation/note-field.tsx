import { Text, Textarea } from '@mantine/core';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { noteLength } from '#server/features/operation/schema.ts';

interface Props extends ComponentProps<typeof Textarea> {
  value: string;
}

/** The mandatory note, with how much of it is written. */
export function NoteField(props: Props) {
  const { t } = useTranslation('operation');
  const { length } = props.value.trim();
  return (
    <Textarea
      required
      label={t('form.note')}
      placeholder={t('form.noteHint')}
      autosize
      minRows={2}
      maxRows={6}
      maxLength={noteLength.max}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      description={
        <Text component="span" size="xs" className="tabular">
          {t('form.noteCount', { length, max: noteLength.max })}
        </Text>
      }
      {...props}
    />
  );
}

import { Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import type { FieldConflict } from '#server/features/customer/schema.ts';
import type { FieldValue } from '#server/shared/customer-fields.ts';
import { FieldInput } from '../fields/field-input.tsx';
import { useFieldLabel } from '../fields/field-label.ts';
import { useValueText } from './value-text.ts';

export type Chosen =
  | { kind: 'theirs' }
  | { kind: 'mine' }
  | { kind: 'edited'; value: FieldValue; name: string | null };

interface Props {
  conflict: FieldConflict;
  chosen: Chosen | null;
  isFirst: boolean;
  onChoose: (chosen: Chosen) => void;
}

/** One field in question: three answers, each with its value in full. */
export function ConflictField({ conflict, chosen, isFirst, onChoose }: Props) {
  const { t } = useTranslation('customer');
  const { field, base, theirs, mine, by, at } = conflict;
  const fieldLabel = useFieldLabel();
  const format = useFormat();
  const valueText = useValueText();
  const text = ({ value, name }: typeof base) =>
    valueText(field, value, { name }) ?? t('value.none');
  const [edited, setEdited] = useState<{ value: FieldValue; name: string | null }>(mine);
  const words = { by: by?.name ?? t('edit.system'), at: format.dateTime(at) };
  const choose = (kind: string) => {
    if (kind === 'edited') onChoose({ kind, ...edited });
    else if (kind === 'theirs' || kind === 'mine') onChoose({ kind });
  };
  return (
    <Radio.Group
      label={fieldLabel(field)}
      description={t('edit.conflictBase', { value: text(base) })}
      value={chosen?.kind ?? ''}
      onChange={choose}
      className="t-conflict"
      data-conflict={field}
    >
      <Stack gap="xs" mt="xs">
        <Radio
          value="theirs"
          {...(isFirst ? { 'data-autofocus': true } : {})}
          color="violet"
          label={<Answer value={text(theirs)} words={t('edit.conflictTheirs', words)} />}
        />
        <Radio value="mine" label={<Answer value={text(mine)} words={t('edit.conflictMine')} />} />
        <Radio value="edited" label={<Answer value={t('edit.conflictEdited')} words={null} />} />
        {chosen?.kind === 'edited' ? (
          <FieldInput
            field={field}
            autoFocus
            value={edited.value}
            referenceName={edited.name}
            onChange={(value, name = '') => {
              const next = { value, name: name === '' ? null : name };
              setEdited(next);
              onChoose({ kind: 'edited', ...next });
            }}
          />
        ) : null}
      </Stack>
    </Radio.Group>
  );
}

function Answer({ value, words }: { value: string; words: string | null }) {
  return (
    <>
      <span className="t-conflict-value">{value}</span>
      {words === null ? null : (
        <Text component="span" display="block" size="sm" c="dimmed">
          {words}
        </Text>
      )}
    </>
  );
}

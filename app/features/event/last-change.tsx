import { ActionIcon } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Hint } from '#app/components/hint.tsx';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { trpc } from '#app/lib/trpc.ts';
import type { GetLastChangeInput } from '#server/features/event/schema.ts';
import { useFieldWords } from './field-words.ts';
import { useLastChangeWords } from './last-change-words.ts';
import './last-change.css';

/**
 * Who last changed a field, said to who points at it or has the keyboard on it. Asked for then, once;
 * events keep it current. Touch has no pointing: the Activity tab tells the same.
 */
export function LastChange({ customerId, field }: GetLastChangeInput) {
  const { t } = useTranslation('event');
  const [isWanted, setWanted] = useState(false);
  const label = useFieldWords().label(field) ?? field;
  const words = useLastChange({ customerId, field }, isWanted);
  const want = () => setWanted(true);
  return (
    <span className="t-last-change" onPointerEnter={want} onFocus={want}>
      <Hint label={words}>
        <ActionIcon size="sm" aria-label={t('lastChange.label', { field: label })}>
          <IconHistory size={14} stroke={1.5} aria-hidden="true" />
        </ActionIcon>
      </Hint>
    </span>
  );
}

function useLastChange(input: GetLastChangeInput, isWanted: boolean): string {
  const { t } = useTranslation('event');
  const errorText = useErrorText();
  const toWords = useLastChangeWords();
  const { data, error } = trpc.event.getLastChange.useQuery(input, { enabled: isWanted });
  if (data !== undefined) return toWords(input.field, data);
  return error === null ? t('lastChange.wait') : errorText(error);
}

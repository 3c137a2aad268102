import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import type { Note } from '#app/lib/followed-form.ts';
import './followed.css';

interface Props {
  label: string;
  /** What stands there now, in words; null where it is told to nobody. */
  value: string | null;
  note: Note | undefined;
  onTake: () => void;
  onKeep: () => void;
}

/** "Olena, 14:32: 48 · take · keep mine". The place is there before the words, so that they are read out. */
export function FollowedNote({ label, value, note, onTake, onKeep }: Props) {
  const { t } = useTranslation('common');
  const format = useFormat();
  const who = note?.by ?? t('settings.colleague');
  const at = note?.at ? format.time(note.at) : null;
  const words = [at === null ? who : `${who}, ${at}`, value].filter((part) => part !== null);
  return (
    <div role="status">
      {note === undefined ? null : (
        <div className="t-followed-note" data-note>
          <Text component="span" size="sm">
            {words.join(': ')}
          </Text>
          <Group gap={4} wrap="nowrap">
            <Button
              size="compact-sm"
              variant="subtle"
              color="violet"
              aria-label={t('settings.takeOf', { field: label })}
              onClick={onTake}
            >
              {t('settings.take')}
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              aria-label={t('settings.keepOf', { field: label })}
              onClick={onKeep}
            >
              {t('settings.keep')}
            </Button>
          </Group>
        </div>
      )}
    </div>
  );
}

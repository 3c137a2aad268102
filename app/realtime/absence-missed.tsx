import { CloseButton, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import { focusPage } from './absence-focus.ts';
import { dismissMissed, useMissed } from './absence-store.ts';
import './absence.css';

/** On the list it is one quiet line: its rows are current already. */
export function MissedLine() {
  const { t } = useTranslation('presence');
  const format = useFormat();
  const missed = useMissed();
  return (
    <div role="status">
      {missed === null ? null : (
        <Group gap={4} className="t-missed">
          <Text size="sm" c="dimmed">
            {t('away.missed', {
              changes: t('away.changes', { count: missed.changesCount }),
              duration: format.duration(missed.span.toMs - missed.span.fromMs),
            })}
          </Text>
          <CloseButton
            size="xs"
            aria-label={t('away.dismiss')}
            onClick={() => {
              dismissMissed();
              focusPage();
            }}
          />
        </Group>
      )}
    </div>
  );
}

import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useOnline } from './connection.ts';
import './followed.css';

interface Props {
  changedCount: number;
  notesCount: number;
  isPending: boolean;
  onDiscard: () => void;
}

/** How much is not saved and what stands in the way; in sight as long as there is anything. */
export function FollowedBar({ changedCount, notesCount, isPending, onDiscard }: Props) {
  const { t } = useTranslation('common');
  const isOnline = useOnline();
  if (changedCount === 0) return null;
  const why = !isOnline
    ? t('settings.offline')
    : notesCount > 0
      ? t('settings.decide', { count: notesCount })
      : null;
  return (
    <section className="t-followed-bar no-print" aria-label={t('settings.bar')}>
      <div role="status" id="t-followed-status">
        <Text fw={500} size="sm">
          {t('settings.changes', { count: changedCount })}
        </Text>
        {why === null ? null : (
          <Text size="sm" c="dimmed">
            {why}
          </Text>
        )}
      </div>
      <Group gap="xs" wrap="nowrap">
        <Button variant="default" onClick={onDiscard} disabled={isPending}>
          {t('settings.discard')}
        </Button>
        <Button
          type="submit"
          loading={isPending}
          aria-disabled={why !== null}
          {...(why === null
            ? {}
            : { 'data-disabled': true, 'aria-describedby': 't-followed-status' })}
          onClick={(event) => {
            if (why !== null) event.preventDefault();
          }}
        >
          {t('settings.save')}
        </Button>
      </Group>
    </section>
  );
}

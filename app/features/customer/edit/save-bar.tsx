import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useOnline } from '#app/realtime/connection.ts';
import type { DraftStatus } from './draft-keeper.ts';
import type { SaveProblem } from './use-save.ts';

interface Props {
  count: number;
  isWhole: boolean;
  isFixed: boolean;
  isPending: boolean;
  draft: DraftStatus;
  problem: SaveProblem | null;
  onSave: () => void;
  onDiscard: () => void;
  onClose: () => void;
}

/** How much is not saved and where it is meanwhile; it stays in sight while there is anything. */
export function SaveBar(props: Props) {
  const { count, isWhole, isFixed, isPending, onSave, onDiscard, onClose } = props;
  const { t } = useTranslation('customer');
  const words = useBarWords(props);
  if (count === 0 && !isWhole) return null;
  return (
    <section className="t-save-bar no-print" aria-label={t('edit.bar')}>
      <div role="status" className="t-save-bar-words">
        <Text fw={500} size="sm">
          {count === 0 ? t('edit.noChanges') : t('edit.changes', { count })}
        </Text>
        {words === null ? null : (
          <Text size="sm" c="dimmed">
            {words}
          </Text>
        )}
      </div>
      <Group gap="xs" wrap="nowrap">
        {count === 0 ? (
          <Button variant="default" onClick={onClose}>
            {t('edit.close')}
          </Button>
        ) : (
          <>
            <Button variant="default" onClick={onDiscard} disabled={isPending}>
              {t('edit.discard')}
            </Button>
            <Button onClick={onSave} loading={isPending} disabled={isFixed}>
              {props.problem?.kind === 'offline' ? t('edit.saveNow') : t('edit.save')}
            </Button>
          </>
        )}
      </Group>
    </section>
  );
}

function useBarWords({ count, draft, problem }: Props): string | null {
  const { t } = useTranslation('customer');
  const isOnline = useOnline();
  if (count === 0) return null;
  if (problem?.kind === 'unanswered') return t('edit.unanswered');
  if (problem?.kind === 'offline') return t(isOnline ? 'edit.backOnline' : 'edit.offline');
  if (!isOnline) return t(draft === 'kept' ? 'edit.offline' : 'edit.offlineUnkept');
  if (draft === 'failed') return t('edit.unkept');
  return t(draft === 'kept' ? 'edit.kept' : 'edit.keeping');
}

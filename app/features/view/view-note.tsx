import { Button, CloseButton, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ViewNote } from './use-follow-view.ts';

interface Props {
  note: ViewNote;
  onTake: () => void;
  onClose: () => void;
}

/** What a colleague did to the view, in one quiet line. */
export function ViewNoteLine({ note, onTake, onClose }: Props) {
  const { t } = useTranslation('view');
  const { kind, by, name } = note;
  return (
    <Group gap="xs" className="t-view-note" role="status">
      <Text size="sm">{t(`note.${kind}`, { by, name })}</Text>
      {kind === 'offered' ? (
        <Button size="compact-sm" variant="light" color="violet" onClick={onTake}>
          {t('note.take')}
        </Button>
      ) : null}
      <CloseButton size="sm" aria-label={t('note.close')} onClick={onClose} />
    </Group>
  );
}

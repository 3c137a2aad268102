import { Button, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface Props {
  /** Opens all fields at once; null where the reader may not edit. */
  onEdit: (() => void) | null;
  isWhole: boolean;
}

/** How to edit, in a line above the cards, or why one can't. */
export function EditToolbar({ onEdit, isWhole }: Props) {
  const { t } = useTranslation('customer');
  const words = isWhole ? 'edit.hintWhole' : 'edit.hint';
  return (
    <div className="t-edit-toolbar no-print">
      <Text size="sm" c="dimmed">
        {t(onEdit === null ? 'edit.noPermission' : words)}
      </Text>
      {onEdit === null || isWhole ? null : (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPencil size={16} stroke={1.5} aria-hidden="true" />}
          onClick={onEdit}
        >
          {t('edit.editAll')}
        </Button>
      )}
    </div>
  );
}

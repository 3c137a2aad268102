import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActor } from '#app/lib/session.ts';
import { can } from '#server/features/export/policy.ts';
import { exportDialog } from './export-dialog-deferred.ts';
import type { Exported } from './exported.ts';

/** For whom may take customers out. */
export function ExportButton({ exported }: { exported: Exported }) {
  const { t } = useTranslation('export');
  const actor = useActor();
  const [isOpen, setOpen] = useState(false);
  if (!can.take(actor)) return null;
  const close = () => setOpen(false);
  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconDownload size={16} stroke={1.5} aria-hidden="true" />}
        aria-haspopup="dialog"
        onPointerEnter={exportDialog.prefetch}
        onClick={() => setOpen(true)}
      >
        {t('offered')}
      </Button>
      {isOpen ? (
        <exportDialog.Component exported={exported} onClose={close} onMissing={close} />
      ) : null}
    </>
  );
}

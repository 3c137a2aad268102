import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#app/components/dialog.tsx';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { useOnline } from '#app/realtime/connection.ts';
import type { ViewDto } from '#server/features/view/schema.ts';

interface Props {
  view: ViewDto;
  onRemove: () => Promise<unknown>;
  onClose: () => void;
}

/** A view is a question, so nothing of the customers goes with it. */
export function RemoveViewDialog({ view, onRemove, onClose }: Props) {
  const { t } = useTranslation('view');
  const errorText = useErrorText();
  const isOnline = useOnline();
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const remove = async () => {
    setPending(true);
    try {
      await onRemove();
      onClose();
    } catch (refusal) {
      setError(errorText(refusal));
      setPending(false);
    }
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('remove.title')}
      about={view.name}
      consequence={t(view.isShared ? 'remove.consequenceShared' : 'remove.consequence')}
      confirmLabel={t('remove.submit')}
      onConfirm={() => void remove()}
      isPending={isPending}
      error={error}
      disabledReason={isOnline ? null : t('offline')}
      tone="danger"
    />
  );
}

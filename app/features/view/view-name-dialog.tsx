import { Checkbox, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#app/components/dialog.tsx';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { errorDataOf } from '#app/lib/errors.ts';
import { useActor } from '#app/lib/session.ts';
import { useOnline } from '#app/realtime/connection.ts';
import { can } from '#server/features/view/policy.ts';
import { viewNameLength } from '#server/features/view/schema.ts';

interface Props {
  /** Null for a new one. */
  renamed: { name: string } | null;
  onSave: (name: string, isShared: boolean) => Promise<unknown>;
  onClose: () => void;
}

/** A name for a view, and for a new one whether colleagues see it. */
export function ViewNameDialog({ renamed, onSave, onClose }: Props) {
  const { t } = useTranslation('view');
  const actor = useActor();
  const isOnline = useOnline();
  const { form, save, isPending, error } = useNaming({ renamed, onSave, onClose });
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t(renamed === null ? 'create.title' : 'rename.title')}
      confirmLabel={t(renamed === null ? 'create.submit' : 'rename.submit')}
      onConfirm={save}
      isPending={isPending}
      error={error}
      disabledReason={isOnline ? null : t('offline')}
    >
      <TextInput
        data-autofocus
        required
        label={t('create.name')}
        maxLength={viewNameLength.max}
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      {renamed === null && can.share(actor) ? (
        <Checkbox
          label={t('create.share')}
          description={t('create.shareHint')}
          {...form.getInputProps('isShared', { type: 'checkbox' })}
        />
      ) : null}
    </Dialog>
  );
}

function useNaming({ renamed, onSave, onClose }: Props) {
  const { t } = useTranslation('view');
  const errorText = useErrorText();
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const form = useForm({
    initialValues: { name: renamed?.name ?? '', isShared: false },
    validate: { name: (name) => (name.trim() === '' ? t('create.nameRequired') : null) },
  });

  async function send({ name, isShared }: typeof form.values) {
    setPending(true);
    setError(null);
    try {
      await onSave(name.trim(), isShared);
      onClose();
    } catch (refusal) {
      const issues = errorDataOf(refusal)?.issues ?? [];
      if (issues.some(({ path, code }) => path === 'name' && code === 'taken')) {
        form.setFieldError('name', t('create.nameTaken'));
        form.getInputNode('name')?.focus();
      } else {
        setError(errorText(refusal));
      }
    } finally {
      setPending(false);
    }
  }

  const save = () =>
    form.onSubmit(
      (values) => void send(values),
      () => form.getInputNode('name')?.focus(),
    )();
  return { form, save, isPending, error };
}

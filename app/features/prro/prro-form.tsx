import { Alert, NativeSelect, Switch, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { UnsavedGuard } from '#app/components/unsaved-guard.tsx';
import { trpc } from '#app/lib/trpc.ts';
import { FollowedBar } from '#app/realtime/followed-bar.tsx';
import { newMutationId } from '#app/realtime/mutation-id.ts';
import { useFollowedForm } from '#app/realtime/use-followed-form.ts';
import type { PrroDto, PrroProvider } from '#server/features/prro/schema.ts';
import { prroProviders } from '#server/features/prro/schema.ts';
import { LicenceKey } from './licence-key.tsx';
import { PrroNote } from './prro-note.tsx';
import type { PrroValues } from './prro-note.tsx';

/** What is typed of the key is sent and forgotten; what stands there is never known here. */
function valuesOf({ settings }: PrroDto): PrroValues {
  return { ...settings, licenceKey: '' };
}

/** How the company's cash register is reached (S4-9). */
export function PrroForm({ prro }: { prro: PrroDto }) {
  const { t } = useTranslation('prro');
  const client = trpc.useUtils();
  const { mutateAsync } = trpc.prro.save.useMutation();
  const page = useFollowedForm<PrroValues>({
    subject: 'prro',
    current: { version: prro.version, values: valuesOf(prro) },
    save: async (changes, version) => {
      const answer = await mutateAsync({ ...changes, version, mutationId: newMutationId() });
      client.prro.get.setData(undefined, (known) =>
        known && known.version > answer.prro.version ? known : answer.prro,
      );
      const { version: next } = answer.prro;
      return { version: next, values: valuesOf(answer.prro), conflicts: answer.conflicts };
    },
  });
  const text = (field: 'cashDeskNumber' | 'cashier') => ({
    label: t(`field.${field}`),
    value: page.value(field) ?? '',
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      page.type(field, value === '' ? null : value),
    error: page.errors[field],
    autoComplete: 'off',
  });
  return (
    <form
      className="t-settings"
      data-settings
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (page.changedCount > 0 && page.notesCount === 0) void page.submit();
      }}
    >
      {prro.licenceKey === 'unreadable' ? (
        <Alert
          color="red"
          variant="light"
          mb="md"
          role="alert"
          icon={<IconAlertTriangle size={18} aria-hidden="true" />}
        >
          {t('unreadable')}
        </Alert>
      ) : null}
      <fieldset className="t-settings-group">
        <legend>{t('title')}</legend>
        <div>
          <Switch
            label={t('field.isEnabled')}
            description={t('hint.isEnabled')}
            checked={page.value('isEnabled')}
            onChange={(event) => page.type('isEnabled', event.currentTarget.checked)}
          />
          <PrroNote page={page} field="isEnabled" />
        </div>
        <div>
          <NativeSelect
            label={t('field.provider')}
            data={[
              { value: '', label: t('provider.none') },
              ...prroProviders.map((value) => ({ value, label: t(`provider.${value}`) })),
            ]}
            value={page.value('provider') ?? ''}
            onChange={(event) => page.type('provider', providerOf(event.currentTarget.value))}
            error={page.errors.provider}
          />
          <PrroNote page={page} field="provider" />
        </div>
        <LicenceKey page={page} state={prro.licenceKey} />
        <div>
          <TextInput {...text('cashDeskNumber')} inputMode="numeric" maxLength={20} />
          <PrroNote page={page} field="cashDeskNumber" />
        </div>
        <div>
          <TextInput {...text('cashier')} maxLength={200} />
          <PrroNote page={page} field="cashier" />
        </div>
      </fieldset>
      <FollowedBar {...page} onDiscard={page.discard} />
      <UnsavedGuard isDirty={page.changedCount > 0} />
    </form>
  );
}

function providerOf(value: string): PrroProvider | null {
  return prroProviders.find((provider) => provider === value) ?? null;
}

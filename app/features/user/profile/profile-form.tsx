import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconUsers } from '@tabler/icons-react';
import type { FormEvent } from 'react';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { UnsavedGuard } from '#app/components/unsaved-guard.tsx';
import { useFormat } from '#app/i18n/format.ts';
import { useOnline } from '#app/realtime/connection.ts';
import { profileFields } from '#server/features/user/schema.ts';
import type { ProfileConflict, ProfileDto, ProfileField } from '#server/features/user/schema.ts';

import type { ProfileForm as Form } from './use-profile-form.ts';
import { useProfileForm } from './use-profile-form.ts';

const autoComplete = { firstName: 'given-name', lastName: 'family-name', phone: 'tel' } as const;

/** One's own name and phone; the e-mail is the sign-in and not one's own to change. */
export function ProfileForm({ profile }: { profile: ProfileDto }) {
  const { t } = useTranslation('user');
  const isOnline = useOnline();
  const noteId = useId();
  const root = useRef<HTMLFormElement>(null);
  const form = useProfileForm(profile, (field) => {
    root.current?.querySelector<HTMLInputElement>(`[name="${field}"]`)?.focus();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isOnline) form.save();
  };
  return (
    <form ref={root} onSubmit={submit} method="post" noValidate>
      <UnsavedGuard isDirty={form.isDirty} />
      <Stack gap="md" maw={420}>
        {profileFields.map((field) => (
          <ProfileInput key={field} field={field} form={form} />
        ))}
        <TextInput
          label={t('profile.email')}
          description={t('profile.emailHint')}
          value={profile.email}
          readOnly
        />
        {form.refusal === null ? null : (
          <Alert
            color="red"
            variant="light"
            role="alert"
            icon={<IconAlertTriangle size={18} aria-hidden="true" />}
          >
            {form.refusal}
          </Alert>
        )}
        {isOnline ? null : (
          <Text size="sm" c="dimmed" role="status" id={noteId}>
            {t('profile.offline')}
          </Text>
        )}
        <Group gap="sm">
          <Button
            type="submit"
            loading={form.isPending}
            disabled={!isOnline || !form.isDirty}
            {...(isOnline ? {} : { 'aria-describedby': noteId })}
          >
            {t('profile.save')}
          </Button>
          {form.isDirty ? (
            <Button variant="default" onClick={form.discard} disabled={form.isPending}>
              {t('profile.discard')}
            </Button>
          ) : null}
        </Group>
      </Stack>
    </form>
  );
}

function ProfileInput({ field, form }: { field: ProfileField; form: Form }) {
  const { t } = useTranslation('user');
  const conflict = form.conflicts.find((one) => one.field === field);
  return (
    <div>
      <TextInput
        name={field}
        type={field === 'phone' ? 'tel' : 'text'}
        label={t(`profile.${field}`)}
        autoComplete={autoComplete[field]}
        value={form.valueOf(field)}
        error={form.texts[field]}
        required
        withAsterisk={false}
        maxLength={200}
        onChange={({ currentTarget }) => form.change(field, currentTarget.value)}
        onBlur={() => void form.check(field)}
      />
      {conflict === undefined ? null : <Conflict conflict={conflict} form={form} />}
    </div>
  );
}

/** Another window saved something else meanwhile: nothing is saved over, one chooses. */
function Conflict({ conflict, form }: { conflict: ProfileConflict; form: Form }) {
  const { t } = useTranslation('user');
  const format = useFormat();
  const { field, theirs, at } = conflict;
  const value = field === 'phone' ? format.phone(theirs) : theirs;
  return (
    <Alert
      mt="xs"
      color="yellow"
      variant="light"
      role="alert"
      icon={<IconUsers size={18} aria-hidden="true" />}
    >
      <Text size="sm">{t('profile.conflict', { value, at: format.time(at) })}</Text>
      <Group gap="xs" mt="xs">
        <Button
          size="xs"
          variant="default"
          disabled={form.isPending}
          onClick={() => form.keepMine(conflict)}
        >
          {t('profile.keepMine')}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={form.isPending}
          onClick={() => form.takeTheirs(conflict)}
        >
          {t('profile.takeTheirs')}
        </Button>
      </Group>
    </Alert>
  );
}

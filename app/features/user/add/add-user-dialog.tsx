import { Radio, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#app/components/dialog.tsx';
import { showToast } from '#app/components/toast.ts';
import { useSession } from '#app/lib/session.ts';
import { useOnline } from '#app/realtime/connection.ts';
import { roles } from '#server/shared/permissions.ts';
import { spokenName } from '../list/user-name.ts';
import type { FormField } from './new-user.ts';
import { useNewUser } from './use-new-user.ts';

/** S4-6 to S4-31. */
export function AddUserDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['user', 'session']);
  const { validationProfile } = useSession().company;
  const isOnline = useOnline();
  const form = useNewUser((user) => {
    showToast({ message: t('user:add.done', { name: spokenName(user), email: user.email }) });
    onClose();
  });
  const text = (field: Exclude<FormField, 'role'>) => ({
    ref: form.register(field),
    name: field,
    label: t(`user:add.${field}`),
    required: true,
    withAsterisk: false,
    value: form.contents[field],
    error: form.errors[field],
    onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
      form.change(field, currentTarget.value),
    onBlur: () => form.left(field),
  });
  const nameHint = t(`user:add.nameHint.${validationProfile}`);
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('user:add.open')}
      confirmLabel={t('user:add.save')}
      onConfirm={form.submit}
      isPending={form.isPending}
      disabledReason={isOnline ? null : t('user:list.offline')}
      error={form.problem}
    >
      <TextInput
        {...text('firstName')}
        data-autofocus
        description={nameHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autoComplete="off"
      />
      <TextInput {...text('lastName')} autoComplete="off" />
      <TextInput
        {...text('phone')}
        type="tel"
        description={t(`user:add.phoneHint.${validationProfile}`)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autoComplete="off"
      />
      <TextInput
        {...text('email')}
        type="email"
        description={t('user:add.emailHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <Radio.Group
        name="role"
        label={t('user:add.role')}
        value={form.contents.role}
        error={form.errors['role']}
        onChange={(role) => form.change('role', role)}
      >
        <Stack gap="xs" mt={4}>
          {roles.toReversed().map((role, at) => (
            <Radio
              key={role}
              value={role}
              {...(at === 0 ? { ref: form.register('role') } : {})}
              label={t(`session:role.${role}`)}
              description={t(`user:add.roleHint.${role}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
    </Dialog>
  );
}

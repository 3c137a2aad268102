import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deferred, usePrefetch } from '#app/components/deferred.tsx';
import { Hint } from '#app/components/hint.tsx';
import { useActor } from '#app/lib/session.ts';
import { can } from '#server/features/user/policy.ts';

const addUserDialog = deferred(async () => (await import('./add-user-dialog.tsx')).AddUserDialog);
const icon = <IconPlus size={16} stroke={1.75} aria-hidden="true" />;

/** S4-3, S4-4: opens the form; for an admin it is off and says why. */
export function AddUserButton() {
  const { t } = useTranslation('user');
  const [isOpen, setOpen] = useState(false);
  const isAllowed = can.create(useActor());
  usePrefetch(addUserDialog);
  const reason = t('add.notAllowed');
  return (
    <>
      <Hint label={reason} disabled={isAllowed}>
        <Button
          leftSection={icon}
          {...(isAllowed
            ? { onClick: () => setOpen(true) }
            : { 'data-disabled': true, 'aria-disabled': true, 'aria-description': reason })}
        >
          {t('add.open')}
        </Button>
      </Hint>
      {isOpen ? (
        <addUserDialog.Component onClose={() => setOpen(false)} onMissing={() => setOpen(false)} />
      ) : null}
    </>
  );
}

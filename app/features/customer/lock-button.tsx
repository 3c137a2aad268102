import { Button } from '@mantine/core';
import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useActor } from '#app/lib/session.ts';
import { can } from '#server/features/customer/policy.ts';
import type { CustomerRowDto } from '#server/features/customer/schema.ts';
import { useUnlockAction } from './use-unlock-action.ts';

interface Props {
  customer: CustomerRowDto;
  onLock: () => void;
}

/** Whichever of the two there is to do. */
export function LockButton({ customer, onLock }: Props) {
  const { t } = useTranslation('customer');
  const actor = useActor();
  const { unlock, isPending } = useUnlockAction();
  if (can.unlock(actor, customer)) {
    return (
      <Button
        variant="default"
        leftSection={<IconLockOpen size={16} stroke={1.5} aria-hidden="true" />}
        loading={isPending}
        onClick={() => unlock(customer)}
      >
        {t('action.unlock')}
      </Button>
    );
  }
  if (!can.lock(actor, customer)) return null;
  return (
    <Button
      variant="default"
      leftSection={<IconLock size={16} stroke={1.5} aria-hidden="true" />}
      onClick={onLock}
    >
      {t('action.lock')}
    </Button>
  );
}

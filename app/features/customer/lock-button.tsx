import { Button } from '@mantine/core';
import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Hint } from '#app/components/hint.tsx';
import { useActor } from '#app/lib/session.ts';
import { useOnline } from '#app/realtime/connection.ts';
import { IntentTarget } from '#app/realtime/presence-intents.tsx';
import { can } from '#server/features/customer/policy.ts';
import type { CustomerRowDto } from '#server/features/customer/schema.ts';
import { useUnlockAction } from './use-unlock-action.ts';

interface Props {
  customer: CustomerRowDto;
  onLock: () => void;
}

/** Whichever of the two there is to do; off, with the reason, while it could only fail. */
export function LockButton({ customer, onLock }: Props) {
  const { t } = useTranslation('customer');
  const actor = useActor();
  const isOnline = useOnline();
  const { unlock, isPending } = useUnlockAction();
  const isUnlock = can.unlock(actor, customer);
  if (!isUnlock && !can.lock(actor, customer)) return null;
  const Icon = isUnlock ? IconLockOpen : IconLock;
  return (
    <IntentTarget customerId={customer.id} intent={isUnlock ? 'unlock' : 'lock'}>
      {({ describedBy, words }) => (
        <Hint
          label={isOnline ? (words ?? '') : t('action.offline')}
          disabled={isOnline && words === null}
        >
          <Button
            aria-describedby={describedBy}
            variant="default"
            leftSection={<Icon size={16} stroke={1.5} aria-hidden="true" />}
            loading={isPending}
            {...(isOnline
              ? {}
              : { 'data-disabled': true, 'aria-description': t('action.offline') })}
            aria-disabled={!isOnline}
            onClick={() => {
              if (!isOnline) return;
              if (isUnlock) unlock(customer);
              else onLock();
            }}
          >
            {t(isUnlock ? 'action.unlock' : 'action.lock')}
          </Button>
        </Hint>
      )}
    </IntentTarget>
  );
}

import { ActionIcon } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Hint } from '#app/components/hint.tsx';
import { useActor } from '#app/lib/session.ts';
import { useOnline } from '#app/realtime/connection.ts';
import { IntentTarget } from '#app/realtime/presence-intents.tsx';
import { can } from '#server/features/customer/policy.ts';

interface Props {
  customerId: number;
  onRemove: () => void;
}

/** The last thing one does with a customer: small, and off while it could only fail. */
export function RemoveButton({ customerId, onRemove }: Props) {
  const { t } = useTranslation('customer');
  const isOnline = useOnline();
  if (!can.remove(useActor())) return null;
  return (
    <IntentTarget customerId={customerId} intent="remove">
      {({ describedBy, words }) => (
        <Hint label={isOnline ? (words ?? t('action.removeOffered')) : t('remove.offline')}>
          <ActionIcon
            variant="default"
            size={36}
            className="t-menu-danger"
            aria-label={t('action.remove')}
            aria-describedby={describedBy}
            aria-disabled={!isOnline}
            {...(isOnline
              ? {}
              : { 'data-disabled': true, 'aria-description': t('remove.offline') })}
            onClick={() => {
              if (isOnline) onRemove();
            }}
          >
            <IconTrash size={16} stroke={1.5} aria-hidden="true" />
          </ActionIcon>
        </Hint>
      )}
    </IntentTarget>
  );
}
